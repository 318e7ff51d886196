/** How bad a finding is: an error stops the synth from leaving anything that could be published. */
export type Severity = 'error' | 'warning';

/** What is wrong, where, and how to mend it. */
export interface Finding {
  /** The rule that found it, such as `VNF012`. */
  readonly id: string;
  readonly severity: Severity;
  /** Path of the construct in the tree. */
  readonly path: string;
  /** The property, as the author wrote it, such as `interfaces[1].address`. */
  readonly field: string;
  /** The value found there, as text. */
  readonly value: string;
  /** Why the cluster, Helm or EMCO would refuse it, drop it or ignore it. */
  readonly reason: string;
  /** What to write instead. */
  readonly remedy: string;
  /** Why somebody decided to live with it; it does not stop the synth then. */
  readonly silenced?: string;
}

/** Whether a finding stops the synth: an error that nobody silenced. */
export function isBlocking(finding: Finding): boolean {
  return finding.severity === 'error' && finding.silenced === undefined;
}

/** A fact that a construct noticed about itself and left for synthesis to report. */
export type Fact = Omit<Finding, 'path' | 'silenced'>;

/** What stands for a chart value in text [helm/sentinel.ts]. */
const CHART_VALUE = /\uE0F0\d+t?\uE0F1/g;

/** The value of a finding as short text; long values are cut. */
export function shown(value: unknown): string {
  const given = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  const text = given.replaceAll(CHART_VALUE, '<chart value>');
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
