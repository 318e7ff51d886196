/** Loaded before what it counts: V8 tells of code that ran before only what still runs. */
import { Session } from 'node:inspector';

interface Counted {
  readonly url: string;
  readonly functions: readonly CountedFunction[];
}

interface CountedFunction {
  readonly functionName: string;
  readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
}

export interface SourceCoverage {
  /** The share of the code that ran, from 0 to 1. */
  readonly share: number;
  /** Functions that never ran. */
  readonly idle: readonly string[];
}

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });

/** What ran of each source, by the end of its path. Only the first call tells all. */
export function coverageOf(sources: readonly string[]): ReadonlyMap<string, SourceCoverage> {
  let result: readonly Counted[] = [];
  session.post('Profiler.takePreciseCoverage', (_, taken) => {
    ({ result } = taken);
  });
  return new Map(
    sources.map((source) => [
      source,
      coverage(result.find(({ url }) => url.endsWith(`/src/${source}`))?.functions ?? []),
    ]),
  );
}

/** Inner blocks come after the outer ones and overrule them; helpers of the compiler are not counted. */
function coverage(functions: readonly CountedFunction[]): SourceCoverage {
  const own = functions.filter(({ functionName }) => !/^(?:__|get$)/.test(functionName));
  const ran = new Int8Array(functions[0]?.ranges[0]?.endOffset ?? 0).fill(-1);
  for (const { functionName, ranges } of own)
    for (const { startOffset, endOffset, count } of functionName === '' ? [] : ranges)
      ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  const counted = ran.filter((one) => one >= 0);
  const idle = own.filter(({ functionName, ranges }) => functionName !== '' && ranges[0]?.count === 0);
  return {
    share: counted.filter((one) => one === 1).length / counted.length,
    idle: idle.map((one) => one.functionName),
  };
}
