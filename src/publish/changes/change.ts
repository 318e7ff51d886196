import type { Effect } from './effects';

/** How much of a version has to grow. */
export type Bump = 'major' | 'minor' | 'patch';

export const BUMPS: readonly Bump[] = ['patch', 'minor', 'major'];

/** The largest of some bumps. */
export function largest(bumps: readonly Bump[]): Bump {
  return BUMPS[Math.max(0, ...bumps.map((bump) => BUMPS.indexOf(bump)))] ?? 'patch';
}

/** One difference between two versions of a chart that matters to whoever runs it. */
export interface ChartChange {
  /** One of Artifact Hub's kinds. */
  readonly kind: 'added' | 'changed' | 'deprecated' | 'removed';
  readonly subject: 'value' | 'object' | 'field' | 'template' | 'chart';
  /** The path of the value, the object, or the field of Chart.yaml. */
  readonly where: string;
  /** The field of the object; only of subject `field`. */
  readonly field?: string;
  readonly before?: string;
  readonly after?: string;
  /** What it takes for the change of a field to reach what is running. */
  readonly effect?: Effect;
  /** One sentence for a changelog. */
  readonly description: string;
  /** The least bump that the change allows. */
  readonly demands: Bump;
}

/** Text that is short enough for a sentence. */
export function brief(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}…` : line;
}
