import { brief, type Bump, type ChartChange } from './change';
import { type ChartContents } from './chart-contents';
import { type ValueFacts, valuesOf } from './schema-values';

/** What each change of a value does to those who set it, or who do not. */
const DEMANDS = {
  added: 'minor',
  addedWithoutDefault: 'major',
  removed: 'major',
  type: 'major',
  defaultAdded: 'patch',
  defaultChanged: 'patch',
  defaultRemoved: 'major',
  required: 'major',
  // Helm checks the values of a release again at every upgrade: what was accepted may be refused.
  tightened: 'major',
  loosened: 'minor',
} as const satisfies Record<string, Bump>;

/** Whether a bound that became larger accepts less; a bound of another sort may accept anything else. */
const TIGHTER_WHEN: Readonly<Record<string, 'larger' | 'smaller'>> = {
  minimum: 'larger',
  exclusiveMinimum: 'larger',
  minLength: 'larger',
  minItems: 'larger',
  minProperties: 'larger',
  maximum: 'smaller',
  exclusiveMaximum: 'smaller',
  maxLength: 'smaller',
  maxItems: 'smaller',
  maxProperties: 'smaller',
};

/** Differences between the values of two versions. */
export function valueChanges(before: ChartContents, after: ChartContents): ChartChange[] {
  const [old, fresh] = [valuesOf(before), valuesOf(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return paths.flatMap((path) => {
    const [one, other] = [old.get(path), fresh.get(path)];
    if (!one) return other && !other.isGroup ? [added(path, other, isInNewCollection(path, old))] : [];
    if (!other) return one.isGroup ? [] : [removed(path)];
    return differences(path, one, other);
  });
}

/** Paths of values whose default is another now: whatever renders them renders differently. */
export function changedDefaults(before: ChartContents, after: ChartContents): Map<string, [unknown, unknown]> {
  const old = valuesOf(before);
  const pairs = [...valuesOf(after)].flatMap(([path, { fallback, isGroup }]): [string, [unknown, unknown]][] => {
    const was = old.get(path);
    const isSame = !was || isGroup || text(was.fallback) === text(fallback);
    return isSame ? [] : [[path, [was.fallback, fallback]]];
  });
  return new Map(pairs);
}

/** Nobody has an entry yet that could lack what entries of a new map or list require. */
function isInNewCollection(path: string, old: ReadonlyMap<string, ValueFacts>): boolean {
  const collections = [...path.matchAll(/\[\]|\.\*/g)].map(({ index, 0: suffix }) =>
    path.slice(0, index + suffix.length),
  );
  return collections.some((collection) => !old.has(collection));
}

function added(path: string, { type, fallback, isRequired }: ValueFacts, isInNew: boolean): ChartChange {
  const needsValue = isRequired && fallback === undefined && !isInNew;
  const without = needsValue ? 'must be given' : 'no default';
  return change(path, 'added', DEMANDS[needsValue ? 'addedWithoutDefault' : 'added'], {
    after: text(fallback),
    description: `Value \`${path}\` (${type}, ${fallback === undefined ? without : `default ${brief(text(fallback))}`})`,
  });
}

function removed(path: string): ChartChange {
  return change(path, 'removed', DEMANDS.removed, { description: `Value \`${path}\`` });
}

function differences(path: string, old: ValueFacts, fresh: ValueFacts): ChartChange[] {
  const say = (demands: Bump, what: string, before?: unknown, after?: unknown): ChartChange =>
    change(path, 'changed', demands, {
      before: text(before),
      after: text(after),
      description: `Value \`${path}\`: ${what}`,
    });
  const changes: ChartChange[] = [];
  if (old.type !== fresh.type)
    changes.push(say(DEMANDS.type, `type ${old.type} becomes ${fresh.type}`, old.type, fresh.type));
  if (!fresh.isGroup && text(old.fallback) !== text(fresh.fallback)) changes.push(defaultChange(say, old, fresh));
  const [was, is] = [old, fresh].map(({ isRequired, fallback }) => isRequired && fallback === undefined);
  if (is && !was && old.fallback === undefined) changes.push(say(DEMANDS.required, 'must be given now'));
  return [...changes, ...boundChanges(say, old.bounds, fresh.bounds)];
}

type Say = (demands: Bump, what: string, before?: unknown, after?: unknown) => ChartChange;

function defaultChange(say: Say, { fallback: old }: ValueFacts, { fallback: fresh }: ValueFacts): ChartChange {
  if (fresh === undefined) return say(DEMANDS.defaultRemoved, `default ${brief(text(old))} removed`, old);
  if (old === undefined) return say(DEMANDS.defaultAdded, `default ${brief(text(fresh))} added`, undefined, fresh);
  return say(DEMANDS.defaultChanged, `default ${brief(text(old))} becomes ${brief(text(fresh))}`, old, fresh);
}

function boundChanges(say: Say, old: ValueFacts['bounds'], fresh: ValueFacts['bounds']): ChartChange[] {
  const keywords = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  return keywords
    .filter((keyword) => text(old[keyword]) !== text(fresh[keyword]))
    .map((keyword) => {
      const demands = DEMANDS[isLooser(keyword, old[keyword], fresh[keyword]) ? 'loosened' : 'tightened'];
      const [was, is] = [old[keyword], fresh[keyword]].map((bound) => brief(text(bound)));
      return say(demands, `${keyword} ${was} becomes ${is}`, old[keyword], fresh[keyword]);
    });
}

/** Whether everything that was accepted still is; what cannot be told counts as no. */
function isLooser(keyword: string, old: unknown, fresh: unknown): boolean {
  if (fresh === undefined) return true;
  if (old === undefined) return false;
  if (typeof old === 'number' && typeof fresh === 'number' && TIGHTER_WHEN[keyword])
    return TIGHTER_WHEN[keyword] === 'larger' ? fresh < old : fresh > old;
  if (Array.isArray(old) && Array.isArray(fresh) && keyword === 'enum') {
    const accepted = new Set(fresh.map(text));
    return old.every((member) => accepted.has(text(member)));
  }
  return old === false;
}

function change(
  where: string,
  kind: ChartChange['kind'],
  demands: Bump,
  rest: Pick<ChartChange, 'before' | 'after' | 'description'>,
): ChartChange {
  return { kind, subject: 'value', where, ...rest, demands };
}

function text(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}
