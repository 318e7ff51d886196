import type { App } from 'cdk8s';

/** A thread, `owner/repository#number`, or a published example, `owner/repository:path`. */
export type Cite = `${string}/${string}#${number}` | `${string}/${string}:${string}`;

/** A part of the facts that is said otherwise; `undefined` takes a fact away. */
export type Change<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: Change<T[Key]> }
    : T;

/** What somebody did to a sound VNF, and what is found then. */
export interface Variant<Facts> {
  readonly name: string;
  /** Where somebody did it. @default - nobody is on record */
  readonly cites?: readonly Cite[];
  /** One fact that is said otherwise. */
  readonly change: Change<Facts>;
}

/** A mistake: exactly these rules see it. */
export interface BrokenVariant<Facts> extends Variant<Facts> {
  /** Ids, sorted, each as often as it is found. */
  readonly expected: readonly [string, ...string[]];
}

/** A whole VNF by its facts: plain data, in which nothing is found. */
export interface Vnf<Facts extends object> {
  readonly name: string;
  readonly facts: Facts;
  readonly build: (app: App, facts: Facts) => void;
  readonly broken: readonly BrokenVariant<Facts>[];
  /** What looks like a mistake and is none. */
  readonly sound: readonly Variant<Facts>[];
}

/** One app of the corpus. */
export interface Case {
  readonly name: string;
  readonly cites: readonly Cite[];
  readonly expected: readonly string[];
  readonly build: (app: App) => void;
  /** In how many places the facts differ from those of the sound VNF; 0 for that one itself. */
  readonly changes: number;
}

/** Every app that a VNF of the corpus stands for: itself, and its variants. */
export function casesOf<Facts extends object>({ name, facts, build, broken, sound }: Vnf<Facts>): Case[] {
  const itself = { name, cites: [], expected: [], changes: 0, build: (app: App) => build(app, facts) };
  const variants = [...broken, ...sound.map((variant) => ({ ...variant, expected: [] }))];
  return [
    itself,
    ...variants.map(({ name: what, cites = [], change, expected }) => ({
      name: `${name}: ${what}`,
      cites,
      expected,
      changes: placesOf(facts, change),
      build: (app: App) => build(app, changed(facts, change) as Facts),
    })),
  ];
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function changed(fact: unknown, change: unknown): unknown {
  if (!isPlain(fact) || !isPlain(change)) return change;
  const entries = Object.entries(change).map(([key, value]) => [key, changed(fact[key], value)] as const);
  return { ...fact, ...Object.fromEntries(entries) };
}

function placesOf(fact: unknown, change: unknown): number {
  if (!isPlain(fact) || !isPlain(change)) return 1;
  return Object.entries(change).reduce((sum, [key, value]) => sum + placesOf(fact[key], value), 0);
}
