import type { Expression } from './expression';
import { sentinelOf, textSentinelOf } from './sentinel';
import type { Structure } from './structure';

/** What a hole holds: an expression over values, or a structure (condition, loop, document) around other trees. */
export type HoleContent = { readonly expression: Expression } | { readonly structure: Structure };

const CONTENT = Symbol.for('cdk8s-vnf.HoleContent');

/**
 * A reference to a chart value, or an expression over chart values, standing where a literal of type `T` would stand.
 *
 * It may be put into any object of a chart, and into template literals (`` `${host}:${port}` ``). It is not the value
 * itself: it cannot be compared or computed with in TypeScript (use {@link Fn} and {@link when}).
 */
export class HelmValue<out T> {
  /** Carries the type only; never present at run time. */
  declare protected readonly _type: T;

  /** @internal */
  constructor(content: HoleContent) {
    Object.defineProperty(this, CONTENT, { value: content });
  }

  /**
   * A value that a cluster would fill in at random, derived from the release and a path so that it never changes.
   * @internal
   */
  static derived(helper: 'macAddress' | 'uuid', path: string): HelmValue<string> {
    return new HelmValue({ expression: { op: 'helper', helper, args: [path], type: { kind: 'string' } } });
  }

  /** The mark that stands for this hole inside text; the emitters replace it. */
  toString(): string {
    return textSentinelOf(this);
  }

  /** Lets a hole survive JSON patches and `JSON.stringify`. */
  toJSON(): string {
    return sentinelOf(this);
  }

  /** @throws Error where the hole is computed with or compared, which cannot work before the chart is installed. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'number' || (hint === 'default' && !isTextual(this))) {
      throw new Error(
        'a chart value has no value while the chart is written: use Fn.add, Fn.eq, Fn.ternary … or when() in place of operators',
      );
    }
    return textSentinelOf(this);
  }
}

function isTextual(hole: HelmValue<unknown>): boolean {
  const content = contentOf(hole);
  return 'structure' in content || content.expression.type.kind === 'string';
}

/** Whether `value` is a hole, also one made by another copy of this package. */
export function isHelmValue(value: unknown): value is HelmValue<unknown> {
  return typeof value === 'object' && value !== null && CONTENT in value;
}

/** The expression or structure in a hole. */
export function contentOf(hole: HelmValue<unknown>): HoleContent {
  return (hole as unknown as { readonly [CONTENT]: HoleContent })[CONTENT];
}

/** The expression in a hole; a structure has none. */
export function expressionOf(hole: HelmValue<unknown>): Expression {
  const content = contentOf(hole);
  if ('expression' in content) return content.expression;
  throw new Error(`a ${content.structure.kind} cannot stand inside an expression`);
}
