import { App, Chart, type IResolver, type ResolutionContext } from 'cdk8s';
import type { Construct } from 'constructs';
import { isHelmValue } from './helm-value';
import { hasSentinel, holeOfNumber } from './sentinel';

let depth = 0;

/** Runs `body` with holes kept as marks, for a chart that turns them into templates itself. */
export function keepingHoles<T>(body: () => T): T {
  depth += 1;
  try {
    return body();
  } finally {
    depth -= 1;
  }
}

/** A chart that can put a value in the place of a hole. */
export interface HoleFiller {
  /** What stands for the items of a list under the default values; some may be left out, loops give several. */
  fillHoles(items: readonly unknown[]): readonly unknown[];
}

const FILLER = Symbol.for('cdk8s-vnf.HoleFiller');

/** Makes a chart the one that fills the holes of the objects below it. */
export function markFiller(chart: Chart & HoleFiller): void {
  Object.defineProperty(chart, FILLER, { value: true });
}

/**
 * Stands in front of cdk8s' own resolvers. Holes become marks while a chart of ours collects its objects, and default
 * values wherever else an object is turned into JSON: a plain App, a test, an output type that skips charts.
 */
export class HoleResolver implements IResolver {
  resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (depth > 0) {
      if (isHelmValue(value)) context.replaceValue(value.toJSON());
      return;
    }
    const isList = Array.isArray(value) && value.some(isMarked);
    if (!isList && !isMarked(value)) return;
    const chart = Chart.of(context.obj) as Chart & HoleFiller & { [FILLER]?: boolean };
    if (chart[FILLER]) context.replaceValue(isList ? chart.fillHoles(value) : chart.fillHoles([value])[0]);
  }
}

function isMarked(value: unknown): boolean {
  if (typeof value === 'string') return hasSentinel(value);
  return typeof value === 'number' ? holeOfNumber(value) !== undefined : isHelmValue(value);
}

/** Makes the App above a construct understand holes. */
export function installHoleResolver(scope: Construct): void {
  const { resolvers } = App.of(scope);
  if (resolvers && !resolvers.some((resolver) => resolver instanceof HoleResolver))
    resolvers.unshift(new HoleResolver());
}
