import { brief, type Bump, type ChartChange } from './change';
import type { ChartContents } from './chart-contents';
import { type ChartObject, fieldKey, type FieldPath, renderedObjects, templateObjects } from './chart-objects';
import { type Effect, effectOf, type EffectOfChange } from './effects';
import { withoutComments } from './expressions';
import { changedDefaults } from './value-changes';

const DEMANDS = { added: 'minor', removed: 'major', renamed: 'major', logic: 'patch' } as const satisfies Record<
  string,
  Bump
>;
/** An upgrade that the API refuses, or that silently does nothing, is no upgrade. */
const EFFECT_DEMANDS: Readonly<Record<Effect, Bump>> = { live: 'patch', restart: 'patch', recreate: 'major' };

/** Differences between the objects of two versions. */
export function objectChanges(before: ChartContents, after: ChartContents, kubevirt?: string): ChartChange[] {
  const isRendered = before.objects !== undefined && after.objects !== undefined;
  const [old, fresh] = [before, after].map(({ objects, ...chart }) =>
    isRendered ? renderedObjects(objects ?? []) : templateObjects(chart),
  ) as [Map<string, ChartObject>, Map<string, ChartObject>];
  const defaults = isRendered ? new Map<string, [unknown, unknown]>() : changedDefaults(before, after);
  const gone = [...old.keys()].filter((key) => !fresh.has(key));
  const come = [...fresh.keys()].filter((key) => !old.has(key));
  return [
    ...comings(pick(old, gone), pick(fresh, come)),
    ...[...fresh].flatMap(([key, object]) => {
      const was = old.get(key);
      return was ? differences(was, object, defaults, kubevirt) : [];
    }),
  ];
}

function pick(objects: ReadonlyMap<string, ChartObject>, keys: readonly string[]): ChartObject[] {
  return keys.flatMap((key) => objects.get(key) ?? []);
}

/** One that went and one that came of the same kind is one with another name. */
function comings(gone: readonly ChartObject[], come: readonly ChartObject[]): ChartChange[] {
  const only = (objects: readonly ChartObject[], kind: string): ChartObject | undefined => {
    const same = objects.filter((object) => object.kind === kind);
    return same.length === 1 ? same[0] : undefined;
  };
  const successor = (object: ChartObject): ChartObject | undefined =>
    only(gone, object.kind) && only(come, object.kind);
  const renamed = new Set(gone.flatMap((object) => successor(object) ?? []));
  return [
    ...gone.map((object) => {
      const next = successor(object);
      return next
        ? change(
            object,
            'changed',
            DEMANDS.renamed,
            `${object.title} is called ${next.title} now: what was there is deleted`,
          )
        : change(object, 'removed', DEMANDS.removed, object.title);
    }),
    ...come
      .filter((object) => !renamed.has(object))
      .map((object) => change(object, 'added', DEMANDS.added, object.title)),
  ];
}

function change(object: ChartObject, kind: ChartChange['kind'], demands: Bump, description: string): ChartChange {
  return { kind, subject: 'object', where: object.title, description, demands };
}

function differences(
  old: ChartObject,
  fresh: ChartObject,
  defaults: ReadonlyMap<string, [unknown, unknown]>,
  kubevirt: string | undefined,
): ChartChange[] {
  const fields = [...fieldDifferences(old, fresh), ...defaultDifferences(fresh, defaults)];
  const changes = fields.map((field) => fieldChange(fresh, field, kubevirt));
  const isNamed = (text: string): boolean => [...defaults.keys()].some((value) => names(text, value));
  const hasOtherLogic = JSON.stringify(old.logic) !== JSON.stringify(fresh.logic) || fresh.logic.some(isNamed);
  const isOther = normalised(old.source) !== normalised(fresh.source) || isNamed(fresh.source);
  if (hasOtherLogic || (changes.length === 0 && isOther))
    changes.push(change(fresh, 'changed', DEMANDS.logic, `${fresh.title}: what its template computes`));
  return changes;
}

/** Blanks at line ends and comments mean nothing to Helm. */
function normalised(source: string): string {
  const lines = withoutComments(source).split('\n');
  return lines.map((line) => line.trimEnd()).join('\n');
}

interface FieldDifference {
  readonly path: FieldPath;
  readonly change: 'added' | 'changed' | 'removed';
  readonly before?: string;
  readonly after?: string;
  /** Fields below what was added, and what they hold. */
  readonly content: readonly string[];
  /** The value through which the field changed. */
  readonly value?: string;
}

function fieldDifferences(old: ChartObject, fresh: ChartObject): FieldDifference[] {
  const found = new Map<string, FieldDifference>();
  const whole = (from: ChartObject, other: ChartObject, key: string, change: 'added' | 'removed'): void => {
    const path = topmost(JSON.parse(key) as FieldPath, other);
    const content = below(path, from);
    found.set(fieldKey(path), { path, change, content });
  };
  for (const [key, text] of fresh.fields) {
    const was = old.fields.get(key);
    if (was === undefined) whole(fresh, old, key, 'added');
    else if (was !== text)
      found.set(key, { path: JSON.parse(key) as FieldPath, change: 'changed', before: was, after: text, content: [] });
  }
  for (const key of old.fields.keys()) if (!fresh.fields.has(key)) whole(old, fresh, key, 'removed');
  return [...found.values()];
}

/** The highest part of a path that the other object has nothing of. */
function topmost(path: FieldPath, other: ChartObject): FieldPath {
  const length = path.findIndex((_, index) => below(path.slice(0, index + 1), other).length === 0);
  return length < 0 ? path : path.slice(0, length + 1);
}

function below(path: FieldPath, object: ChartObject): string[] {
  const prefix = fieldKey(path).slice(0, -1);
  return [...object.fields.keys()]
    .filter((key) => key.startsWith(`${prefix},`) || key === `${prefix}]`)
    .map((key) => (JSON.parse(key) as FieldPath).slice(path.length).join('/'));
}

/** Fields whose text is the same but names a value that has another default. */
function defaultDifferences(object: ChartObject, defaults: ReadonlyMap<string, [unknown, unknown]>): FieldDifference[] {
  return [...defaults].flatMap(([value, [before, after]]) =>
    [...object.fields]
      .filter(([, text]) => names(text, value))
      .map(([key]) => ({
        path: JSON.parse(key) as FieldPath,
        change: 'changed' as const,
        before: JSON.stringify(before),
        after: JSON.stringify(after),
        content: [],
        value,
      })),
  );
}

/** Whether an expression reads a value, a part of it, or what it is part of. */
function names(text: string, value: string): boolean {
  return [...text.matchAll(/\.Values\.([\w.]+)/g)].some(
    ([, named = '']) => named === value || named.startsWith(`${value}.`) || value.startsWith(`${named}.`),
  );
}

const EFFECT_TEXT: Readonly<Record<Effect, string>> = {
  live: 'reaches what is running',
  restart: 'reaches what is running after a restart',
  recreate: 'does not reach what exists: delete it and create it anew',
};

function fieldChange(object: ChartObject, difference: FieldDifference, kubevirt: string | undefined): ChartChange {
  const { path, change, before, after, value } = difference;
  const effect = effectOf({ kind: object.kind, path, change, content: contentFields(difference) }, kubevirt);
  const through = value === undefined ? '' : ` (through the value \`${value}\`)`;
  const fromTo = change === 'changed' ? ` from ${brief(before ?? 'none')} to ${brief(after ?? 'none')}` : ` ${change}`;
  return {
    kind: change,
    subject: 'field',
    where: object.title,
    field: pathText(path),
    before,
    after,
    effect: effect.effect,
    description: `${object.title}: ${pathText(path)}${fromTo}${through}; ${effectText(effect)}`,
    demands: EFFECT_DEMANDS[effect.effect],
  };
}

function contentFields({ content }: FieldDifference): string[] {
  return content.flatMap((field) => [field, field.split('/', 1)[0] ?? field]);
}

function effectText({ effect, since, note }: EffectOfChange): string {
  const when = since === undefined ? '' : ` from KubeVirt ${since} on, else after a restart`;
  return `${EFFECT_TEXT[effect]}${when}${note === undefined ? '' : ` (${note})`}`;
}

/** `spec.template.spec.domain.devices.interfaces[wan].macAddress` */
function pathText(path: FieldPath): string {
  return path
    .map((key, index) => {
      if (/^\[.*\]$/.test(key)) return key;
      if (!/^[\w-]+$/.test(key)) return `["${key}"]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}
