import { ApiObject, App } from 'cdk8s';
import { type Construct } from 'constructs';
import {
  asString,
  Builtin,
  Fn,
  forEach,
  ForEach,
  forEachEntry,
  HelmChart,
  HelmValue,
  jsonText,
  Values,
  when,
  When,
  yamlText,
} from '../../src/helm';
import type { Json } from '../../src/helm/render';
import type { ObjectType, ValueType } from '../../src/helm/values';
import { printable } from './strings';
import {
  type Basic,
  type Condition,
  type ExpressionSpec,
  type Field,
  type LawCase,
  memberName,
  type Node,
  type ObjectSpec,
  type Pick,
  type ScalarKind,
  type TextPart,
  type TypeSpec,
} from './generators';

/** A value that a node may refer to. */
interface Candidate {
  readonly ref: HelmValue<never>;
  readonly type: TypeSpec;
  readonly isOptional: boolean;
  /** A key of a map, which is never long. */
  readonly isKey?: true;
}

/** Where a node stands, and what it may refer to there. */
interface Position {
  readonly candidates: readonly Candidate[];
  /** In a document, only printable text may stand in a hole. */
  readonly isEmbedded: boolean;
  readonly isJson: boolean;
  /** A document inside a JSON document holds nothing computed. */
  readonly isStatic: boolean;
  /** The root of a document cannot be left out. */
  readonly isRoot: boolean;
  readonly saw: (feature: string) => void;
}

const GROUPS = ['group', 'deeper'];
const TYPES: Readonly<Record<ScalarKind, (options: object) => ValueType>> = {
  string: Values.string,
  integer: Values.integer,
  number: Values.number,
  boolean: Values.boolean,
  enum: (options) => Values.enum(['no', 'soft', '{{ x }}', '1e3'], options),
  quantity: Values.quantity,
  duration: Values.duration,
  ipAddress: Values.ipAddress,
  cidr: Values.cidr,
  macAddress: Values.macAddress,
  image: Values.image,
  dnsLabel: Values.dnsLabel,
  secretName: Values.secretName,
  port: Values.port,
  nodePort: Values.nodePort,
  vlanId: Values.vlanId,
};

const INTEGER_KINDS: readonly string[] = ['integer', 'port', 'nodePort', 'vlanId'];

function basicOf(kind: TypeSpec['kind']): Basic | undefined {
  if (kind === 'list' || kind === 'map' || kind === 'object') return undefined;
  if (kind === 'number' || kind === 'boolean') return kind;
  return INTEGER_KINDS.includes(kind) ? 'integer' : 'string';
}

function declare(type: TypeSpec, options: object): ValueType {
  switch (type.kind) {
    case 'list':
      return Values.list(declare(type.item, {}), options);
    case 'map':
      return Values.map(declare(type.item, {}), options);
    case 'object':
      return Values.object(
        Object.fromEntries(
          type.members.map((member, index) => [
            memberName(index),
            declare(member.type, { optional: member.isOptional }),
          ]),
        ),
      );
    default:
      return TYPES[type.kind](options);
  }
}

/** The place of a field below the values of its case. */
export function pathOf(field: Field, index: number): string[] {
  return [...GROUPS.slice(0, field.depth), `field${index}`];
}

interface Tree {
  [name: string]: Tree | ValueType;
}

function declareFields(fields: readonly Field[]): ObjectType {
  const tree: Tree = {};
  fields.forEach((field, index) => {
    const path = pathOf(field, index);
    let at = tree;
    for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Tree;
    at[path.at(-1) as string] = declare(field.type, {
      optional: field.isOptional,
      description: 'A value',
      [field.given]: field.initial,
    });
  });
  const close = (at: Tree): ObjectType =>
    Values.object(
      Object.fromEntries(
        Object.entries(at).map(([name, below]) => [name, 'descriptor' in below ? (below as ValueType) : close(below)]),
      ),
    );
  return close(tree);
}

/** The values a case is rendered with: what must be given, or everything that it overrides. */
export function givenValues(fields: readonly Field[], isOverridden: boolean): Record<string, Json> {
  const given: Record<string, Json> = {};
  fields.forEach((field, index) => {
    const path = pathOf(field, index);
    let at = given;
    for (const name of path.slice(0, -1)) at = (at[name] ??= {}) as Record<string, Json>;
    const isRequired = field.given === 'example' && !field.isOptional;
    const name = path.at(-1) as string;
    if (isOverridden && typeof field.override === 'object') at[name] = field.override.to;
    else if (isOverridden && field.override === 'null' && field.isOptional) at[name] = null;
    else if (isRequired) at[name] = field.initial;
  });
  return given;
}

function choose(position: Position, pick: Pick, isFit: (candidate: Candidate) => boolean): Candidate | undefined {
  const fit = position.candidates.filter(isFit);
  return fit[pick % Math.max(1, fit.length)];
}

function ofBasic(kind: Basic) {
  return (candidate: Candidate): boolean => basicOf(candidate.type.kind) === kind;
}

/** Text around chart values, which in a document must be printable. */
function literalText(text: string, position: Position): string {
  return position.isEmbedded ? printable(text) : text;
}

function literalOf(kind: Basic, text: string, position: Position): string | number | boolean {
  switch (kind) {
    case 'string':
      return literalText(text, position);
    case 'integer':
      return text.length;
    case 'number':
      return text.length / 4;
    case 'boolean':
      return text.length % 2 === 0;
  }
}

type Operand = HelmValue<never> | string | number | boolean;

function operand(kind: Basic, given: Pick | { readonly literal: string }, position: Position): Operand {
  const ref = typeof given === 'number' ? choose(position, given, ofBasic(kind))?.ref : undefined;
  return ref ?? literalOf(kind, typeof given === 'number' ? 'x'.repeat(given) : given.literal, position);
}

function build(node: Node, at: Position): unknown {
  const position = node.node === 'when' || node.node === 'hole' ? at : { ...at, isRoot: false };
  position.saw(`node ${node.node}`);
  switch (node.node) {
    case 'literal':
      return node.literal;
    case 'list':
      return node.items.map((item) => build(item, position));
    case 'map':
      return Object.fromEntries(
        node.entries.map(([key, value], index) => [
          // Keys are told apart, since YAML has no map with one key twice.
          typeof key === 'string' ? key : `${index}${text(key, position, isShort)}`,
          build(value, position),
        ]),
      );
    case 'hole': {
      const isFit = (candidate: Candidate): boolean =>
        !(position.isRoot && candidate.isOptional) &&
        (node.of === 'any' || (node.of === 'scalar') === (basicOf(candidate.type.kind) !== undefined));
      const found = choose(position, node.pick, isFit);
      if (found) position.saw(`hole ${found.type.kind}`);
      return found?.ref ?? 'no hole';
    }
    case 'text':
      return text(node.parts, position);
    case 'expression':
      return position.isStatic ? 'computed' : compute(node.expression, position);
    case 'when': {
      const condition = decide(node.condition, position);
      if (!condition) return build(node.then, position);
      return when(
        condition,
        build(node.then, position),
        node.otherwise === undefined ? undefined : build(node.otherwise, position),
      );
    }
    case 'forEach': {
      const found = choose(position, node.pick, ({ type }) => type.kind === 'list' || type.kind === 'map');
      if (!found) return 'no loop';
      return forEach(found.ref as never, (item) =>
        build(node.body, inside(position, candidatesOf(item, (found.type as { item: TypeSpec }).item))),
      );
    }
    case 'forEachEntry': {
      const found = choose(position, node.pick, ({ type }) => type.kind === 'map');
      if (!found) return {};
      const type = found.type as TypeSpec & { kind: 'map' };
      return forEachEntry(found.ref as never, (key, item) => {
        const candidates = [...candidatesOf(item, type.item), keyCandidate(key)];
        return [node.pick % 2 === 0 ? key : `${key}.conf`, build(node.body, inside(position, candidates))];
      });
    }
    case 'document': {
      position.saw(`${position.isEmbedded ? 'nested ' : ''}document ${node.format}`);
      const inner: Position = {
        ...position,
        isEmbedded: true,
        isRoot: true,
        isJson: node.format === 'json',
        ...(position.isJson ? { isStatic: true, candidates: [] } : {}),
      };
      const root = build(node.root, inner);
      return node.format === 'json' ? jsonText(root) : yamlText(root, { header: node.header });
    }
  }
}

function inside(position: Position, candidates: readonly Candidate[]): Position {
  return { ...position, candidates: [...candidates, ...position.candidates] };
}

function candidatesOf(ref: unknown, type: TypeSpec, isOptional = false): Candidate[] {
  const members =
    type.kind === 'object'
      ? type.members.flatMap((member, index) =>
          candidatesOf((ref as Record<string, unknown>)[memberName(index)], member.type, member.isOptional),
        )
      : [];
  return [{ ref: ref as HelmValue<never>, type, isOptional }, ...members];
}

function keyCandidate(ref: unknown): Candidate {
  return { ref: ref as HelmValue<never>, type: { kind: 'string' }, isOptional: false, isKey: true };
}

/** Keys cannot be of any length. */
function isShort({ type, isKey }: Candidate): boolean {
  return isKey || (type.kind !== 'string' && type.kind !== 'image');
}

function text(
  parts: readonly TextPart[],
  position: Position,
  isFit: (candidate: Candidate) => boolean = () => true,
): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return literalText(part, position);
      const found = choose(
        position,
        part,
        (candidate) => basicOf(candidate.type.kind) !== undefined && !candidate.isOptional && isFit(candidate),
      );
      if (found) position.saw('hole in text');
      return found ? String(found.ref) : '';
    })
    .join('');
}

const BUILTINS = Object.values(Builtin);

function compute(spec: ExpressionSpec, position: Position): unknown {
  position.saw(`Fn.${spec.fn}`);
  switch (spec.fn) {
    case 'builtin':
      return BUILTINS[spec.pick % BUILTINS.length];
    case 'ternary': {
      const [a, b] = [operand(spec.kind, spec.a, position), operand(spec.kind, spec.b, position)];
      const condition = decide(spec.condition, position);
      return condition ? Fn.ternary<string>(condition, a as never, b as never) : a;
    }
    case 'default': {
      const found = choose(position, spec.a, ofBasic(spec.kind));
      const fallback = literalOf(spec.kind, spec.literal, position);
      return found ? Fn.default<string>(found.ref, fallback as string) : fallback;
    }
    case 'join': {
      const isTexts = ({ type }: Candidate): boolean => type.kind === 'list' && basicOf(type.item.kind) === 'string';
      const found = choose(position, spec.pick, isTexts);
      return found ? Fn.join(found.ref, literalText(spec.separator, position)) : 'nothing to join';
    }
    default: {
      const a = choose(position, spec.a, ofBasic('integer'))?.ref ?? 5;
      const b = typeof spec.b === 'object' ? spec.b.literal : (choose(position, spec.b, ofBasic('integer'))?.ref ?? 7);
      const result = Fn[spec.fn](a, b);
      return spec.then ? Fn[spec.then.fn](result, spec.then.literal) : result;
    }
  }
}

function decide(spec: Condition, position: Position): HelmValue<boolean> | undefined {
  if (position.isStatic) return undefined;
  position.saw(`condition ${spec.is}`);
  switch (spec.is) {
    case 'value':
      return choose(position, spec.pick, ofBasic('boolean'))?.ref ?? Fn.eq(Builtin.releaseName, 'law');
    case 'set': {
      const found = choose(position, spec.pick, ({ isOptional }) => isOptional);
      return found ? Fn.isSet(found.ref) : Fn.ne(Builtin.chartName, '');
    }
    case 'and':
    case 'or':
      return Fn[spec.is](...spec.conditions.map((part) => decide(part, position) as HelmValue<boolean>));
    case 'not':
      return Fn.not(decide(spec.condition, position) as HelmValue<boolean>);
    default: {
      const kind = spec.kind === 'boolean' && spec.is !== 'eq' && spec.is !== 'ne' ? 'integer' : spec.kind;
      return Fn[spec.is]<string>(operand(kind, spec.a, position) as never, operand(kind, spec.b, position) as never);
    }
  }
}

/** What kinds of thing a case turned out to hold. */
export type Seen = ReadonlySet<string>;

export interface BuiltChart {
  readonly chart: HelmChart<ObjectType>;
  /** For each case, what it holds. */
  readonly seen: readonly Seen[];
}

/** Name of the group of values of a case. */
export function caseName(index: number): string {
  return `case${index}`;
}

/** One chart of many cases, each with values and objects of its own. */
export function chartOf(cases: readonly LawCase[]): BuiltChart {
  const values = Values.object(
    Object.fromEntries(cases.map(({ fields }, index) => [caseName(index), declareFields(fields)])),
  ) as ObjectType;
  const chart = new HelmChart<ObjectType>(new App(), 'law', { version: '1.2.3+build.4', values });
  const seen = cases.map(({ fields, objects }, index) => {
    const features = new Set<string>();
    const refs = (chart.values as unknown as Record<string, unknown>)[caseName(index)];
    const candidates = fields.flatMap((field, number): Candidate[] => {
      features.add(`value ${field.type.kind}`);
      const ref = pathOf(field, number).reduce((at, name) => (at as Record<string, unknown>)[name], refs);
      return [{ ref: ref as HelmValue<never>, type: field.type, isOptional: field.isOptional }];
    });
    const position: Position = {
      candidates,
      isEmbedded: false,
      isJson: false,
      isStatic: false,
      isRoot: false,
      saw: (feature) => features.add(feature),
    };
    objects.forEach((object, number) => addObject(chart, index, number, object, position));
    return features;
  });
  return { chart, seen };
}

function addObject(chart: Construct, index: number, number: number, spec: ObjectSpec, position: Position): void {
  let scope = chart;
  let here = position;
  spec.scopes.forEach((guard, level) => {
    const id = `${'when' in guard ? 'when' : 'loop'}${index}-${number}-${level}`;
    if ('when' in guard) {
      position.saw('When');
      scope = new When(scope, id, decide(guard.when, here) as HelmValue<boolean>);
      return;
    }
    const found = choose(here, guard.forEach, ({ type }) => type.kind === 'map');
    if (!found) return;
    position.saw('ForEach');
    const loop = new ForEach(scope, id, found.ref);
    const { item } = found.type as TypeSpec & { kind: 'map' };
    here = inside(here, [...candidatesOf(loop.item, item), keyCandidate(loop.key)]);
    scope = loop;
  });
  const labels = spec.labels.map(([name, node]): [string, string] => {
    const value = build(node, here);
    return [name, value instanceof HelmValue ? asString(value) : String(value)];
  });
  new ApiObject(scope, `object${index}-${number}`, {
    apiVersion: 'law.example.com/v1',
    kind: 'Case',
    ...(labels.length > 0 ? { metadata: { labels: Object.fromEntries(labels) } } : {}),
    case: index,
    spec: build(spec.spec, here),
  });
}
