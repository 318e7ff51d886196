import type { IConstruct } from 'constructs';
import type { Severity } from '../findings';
import type { Model, Rendering } from './model';

/** One thing that a rule saw. With the rule it makes a finding. */
export interface Observation {
  /** The construct that the author wrote. */
  readonly at: IConstruct;
  /** The property as the author wrote it, such as `interfaces[1].address`. */
  readonly field: string;
  readonly value: unknown;
  /** What to write instead. */
  readonly remedy: string;
  /** Why it is wrong here. @default - the rule's */
  readonly reason?: string;
  /** The rendering in which it was seen, where values or release decide. @default - it holds in all of them */
  readonly rendering?: Rendering;
}

/** A check of the model, or an entry for what constructs notice about themselves. */
export interface Rule {
  /** `VNF` and three digits; the first tells the domain. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** Why it is wrong. */
  readonly reason: string;
  /** Where that is known from. */
  readonly source: string;
  /** Looks for it; pure. @default - constructs note it themselves */
  check?(model: Model): Iterable<Observation>;
}
