import type { RepositoryMetadata } from '../artifact-hub';
import type { PackagedChart } from '../chart/packaged-chart';
import { PublishError } from '../publish-error';
import type { PublishedVersion, Review } from '../review';
import type { BundleKind, SignedBundle } from '../trust/bundles';

/** What one run publishes. */
export interface Publication {
  readonly charts: readonly PackagedChart[];
  readonly metadata?: RepositoryMetadata;
}

/**
 * What becomes of one thing at one target. `complete` adds what is missing beside an archive that is there (its
 * provenance, its file); `refuse` is `replace` without leave, or a version whose number does not fit what changed.
 */
export type Action = 'add' | 'replace' | 'complete' | 'keep' | 'refuse';

export interface Change {
  readonly action: Action;
  /** `<name> <version>`, or the name of a file. */
  readonly subject: string;
  /** What will be there: the digest of the archive, or of the manifest in a registry. */
  readonly digest: string;
  /** What is there and differs. */
  readonly published?: string;
  /** Why, where the action alone does not say it. */
  readonly reason?: string;
  /** How it differs from the version before it; only of a new version that is not the first. */
  readonly review?: Review;
  /** The Sigstore bundles that are added; only where any is. */
  readonly bundles?: readonly BundleKind[];
  /** @internal */
  readonly chart?: PackagedChart;
  /** @internal */
  readonly metadata?: RepositoryMetadata;
  /**
   * The bundles themselves.
   * @internal
   */
  readonly signed?: readonly SignedBundle[];
  /**
   * Whether all but the bundles is there already.
   * @internal
   */
  readonly isThere?: boolean;
}

/** What a target would do. */
export interface Plan {
  readonly changes: readonly Change[];
}

/** What happens while a plan is applied. */
export interface Progress {
  /** Bytes of one subject went out. */
  readonly sent: (subject: string, bytes: number) => void;
  /** One subject is published; nothing of it is missing any more. */
  readonly done: (change: Change) => void;
}

/** A place charts are published to. */
export interface Target {
  /** As the user wrote it. */
  readonly name: string;
  /** Reads what is there and says what would change. Writes nothing. */
  plan(publication: Publication): Promise<Plan>;
  /** The versions of a chart that are there. */
  versions(chart: string): Promise<readonly PublishedVersion[]>;
  /** Makes it so. May be killed at any moment and run again: every reader finds whole versions only. */
  apply(plan: Plan, progress: Progress): Promise<void>;
}

/** A change with the bundles that the version lacks; what was whole without them is completed. */
export function withBundles(change: Change, signed: readonly SignedBundle[]): Change {
  if (signed.length === 0) return change;
  const isThere = change.action === 'keep';
  const bundles = signed.map(({ kind }) => kind);
  const completed = { action: 'complete', reason: `it lacks its ${bundles.join(' and its ')}`, isThere } as const;
  return { ...change, ...(isThere && completed), bundles, signed };
}

export function subjectOf({ name, version }: PackagedChart): string {
  return `${name} ${version}`;
}

/** What is refused: a version that is published with other bytes, or one whose number does not fit what changed. */
export function refusals(target: Target, plan: Plan): PublishError[] {
  return plan.changes
    .filter(({ action }) => action === 'refuse')
    .flatMap((change) => (change.review ? unfit(target, change, change.review) : [otherBytes(target, change)]));
}

function unfit(target: Target, { subject }: Change, { findings }: Review): PublishError[] {
  return findings.map(
    ({ id, reason, remedy }) =>
      new PublishError({
        where: target.name,
        what: `${subject} has a version that does not fit what changed (${id})`,
        why: reason,
        remedy: `${remedy}, or publish it nevertheless with --force`,
      }),
  );
}

function otherBytes(target: Target, { subject, digest, published, reason }: Change): PublishError {
  return new PublishError({
    where: target.name,
    what: `${subject} is published already, with other bytes`,
    why: reason ?? `${published ?? ''} is there, ${digest} would replace it under the feet of whoever uses it`,
    remedy: 'raise the version, or replace it with --force',
  });
}

/** An answer or a file that a target did not expect. */
export function failed(
  where: string,
  what: string,
  why: string,
  remedy = 'run it again; it goes on where it stopped',
): PublishError {
  return new PublishError({ where, what, why, remedy });
}
