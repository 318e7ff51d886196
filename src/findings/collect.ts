import type { IConstruct } from 'constructs';
import type { Fact, Finding } from './finding';

const FACTS = Symbol.for('cdk8s-vnf.Facts');

interface Noted {
  [FACTS]?: Fact[];
}

/** Leaves a bad fact on a construct. The constructor goes on, so that one run tells all that is wrong. */
export function note(construct: IConstruct, fact: Fact): void {
  const facts = ((construct as IConstruct & Noted)[FACTS] ??= []);
  const text = JSON.stringify(fact);
  if (!facts.some((known) => JSON.stringify(known) === text)) facts.push(fact);
}

/** The bad facts left on one construct. */
export function notedOn(construct: IConstruct): Finding[] {
  return ((construct as IConstruct & Noted)[FACTS] ?? []).map((fact) => ({ ...fact, path: construct.node.path }));
}

/** Findings in a stable order, each once. */
export function sorted(findings: readonly Finding[]): Finding[] {
  const byText = new Map(findings.map((finding) => [JSON.stringify(orderOf(finding)), finding]));
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
}

function orderOf(finding: Finding): string[] {
  return [finding.path, finding.id, finding.field, finding.value, finding.reason, finding.remedy, finding.severity];
}
