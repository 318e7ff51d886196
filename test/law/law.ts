import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { notedOn } from '../../src/findings';
import type { KubernetesObject } from '../../src/helm';
import type { Json } from '../../src/helm/render';
import { helm, type HelmVersion } from '../support/helm';
import { caseName, chartOf, givenValues, type Seen } from './build';
import { type LawCase, lawCase } from './generators';
import { inTemporaryFolder, jsonForYaml, readByGo, writeFiles } from './go-reader';

/** Cases that share a chart, so that Helm starts once for many. */
const BATCH = 25;
const RELEASE = { name: 'fw0', namespace: 'lab' };

/** Splits what `helm template` prints into the texts of its documents. */
function documentsOf(printed: string): string[] {
  return printed.split(/^---\n# Source: .*\n/m).filter((text) => text.trim() !== '');
}

function nameOf(object: KubernetesObject): string {
  return String((object.metadata as { readonly name?: Json } | undefined)?.name);
}

function byName(objects: readonly KubernetesObject[]): Map<string, KubernetesObject> {
  return new Map(objects.map((object) => [nameOf(object), object]));
}

/** The first disagreement between what Helm prints and what the library renders; undefined where there is none. */
function disagreement(byHelm: readonly KubernetesObject[], byUs: readonly KubernetesObject[]): string | undefined {
  const [theirs, ours] = [byName(byHelm), byName(byUs)];
  for (const name of new Set([...theirs.keys(), ...ours.keys()])) {
    const [a, b] = [theirs.get(name), ours.get(name)];
    if (!isDeepStrictEqual(a, b))
      return `object ${JSON.stringify(name)}\n  Helm: ${JSON.stringify(a)}\n  us:   ${JSON.stringify(b)}`;
  }
  return byHelm.length === byUs.length ? undefined : `Helm prints ${byHelm.length} objects, we render ${byUs.length}`;
}

export interface Verdict {
  readonly seen: readonly Seen[];
  /** What is wrong, if anything is. */
  readonly problem?: string;
}

/** Renders cases with Helm and with the library, with their defaults and with their overrides. */
export function judge(cases: readonly LawCase[], versions: readonly HelmVersion[]): Verdict {
  const { chart, seen } = chartOf(cases);
  const files = chart.files();
  const findings = chart.node.findAll().flatMap(notedOn);
  if (findings.length > 0) return { seen, problem: `finding: ${JSON.stringify(findings[0])}` };
  return inTemporaryFolder((folder) => {
    writeFiles(join(folder, 'law'), files);
    for (const isOverridden of [false, true]) {
      const values = Object.fromEntries(
        cases.map(({ fields }, index) => [caseName(index), givenValues(fields, isOverridden)]),
      );
      writeFileSync(join(folder, 'values.json'), jsonForYaml(values));
      let byUs: KubernetesObject[];
      try {
        byUs = chart.render(values, RELEASE);
      } catch (error) {
        return { seen, problem: (error as Error).message };
      }
      for (const version of versions) {
        const problem = compare(version, folder, byUs);
        if (problem)
          return { seen, problem: `Helm ${version}, ${isOverridden ? 'overrides' : 'defaults'}: ${problem}` };
      }
    }
    return { seen };
  });
}

function compare(version: HelmVersion, folder: string, byUs: readonly KubernetesObject[]): string | undefined {
  let printed: string;
  try {
    printed = helm(version, [
      'template',
      RELEASE.name,
      join(folder, 'law'),
      '--namespace',
      RELEASE.namespace,
      '--values',
      join(folder, 'values.json'),
    ]);
  } catch (error) {
    return `${(error as { stderr?: string }).stderr ?? String(error)}`;
  }
  return disagreement(readByGo(version, documentsOf(printed)) as KubernetesObject[], byUs);
}

export interface LawOptions {
  readonly seed: number;
  readonly cases: number;
  readonly versions: readonly HelmVersion[];
  /** Whether a failing case is made as small as possible. */
  readonly isShrunk: boolean;
  readonly onBatch?: (cases: readonly LawCase[], seen: readonly Seen[]) => void;
}

export interface Failure {
  /** Number of the case, from 1. */
  readonly number: number;
  readonly problem: string;
  readonly shrunk?: LawCase;
}

/** Tries the law on generated cases; the first failing case, or undefined. */
export function tryLaw({ seed, cases, versions, isShrunk, onBatch }: LawOptions): Failure | undefined {
  const all = fc.sample(lawCase, { seed, numRuns: cases });
  for (let start = 0; start < all.length; start += BATCH) {
    const batch = all.slice(start, start + BATCH);
    const verdict = judged(batch, versions);
    onBatch?.(batch, verdict.seen);
    if (verdict.problem === undefined) continue;
    const index = batch.findIndex((one) => judged([one], versions).problem !== undefined);
    if (index < 0)
      return {
        number: start + 1,
        problem: `only together, cases ${start + 1} to ${start + batch.length}: ${verdict.problem}`,
      };
    const number = start + index + 1;
    if (!isShrunk) return { number, problem: judged([batch[index] as LawCase], versions).problem as string };
    return shrink(seed, number, versions);
  }
  return undefined;
}

function judged(cases: readonly LawCase[], versions: readonly HelmVersion[]): Verdict {
  try {
    return judge(cases, versions);
  } catch (error) {
    return { seen: [], problem: (error as Error).stack ?? String(error) };
  }
}

function shrink(seed: number, number: number, versions: readonly HelmVersion[]): Failure {
  let problem = '';
  const { counterexample } = fc.check(
    fc.property(lawCase, (one) => {
      const verdict = judged([one], versions);
      problem = verdict.problem ?? problem;
      return verdict.problem === undefined;
    }),
    { seed, path: String(number - 1), numRuns: 1, interruptAfterTimeLimit: 20_000 },
  );
  return { number, problem, shrunk: counterexample?.[0] };
}
