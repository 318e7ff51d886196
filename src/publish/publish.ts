import type { Finding } from '../findings';
import { artifactHubFindings, readRepositoryMetadata, type RepositoryMetadata } from './artifact-hub';
import { credentialsOf, Secrets, withoutSecrets } from './credentials';
import type { Files } from './io/files';
import { errorsOf, throwAll } from './publish-error';
import { readCharts } from './read-charts';
import type { Review } from './review';
import { reviewedPlan } from './reviewed-plan';
import { type Signing, withProvenance } from './signing';
import { targetOf } from './targets';
import type { BundleKind } from './trust';
import { type Action, type Change, type Plan, refusals, subjectOf, type Target } from './targets/target';
import { needed, worldOf, type WorldOptions } from './world';

/** What a run does, beside what and where. */
export interface PublishOptions extends WorldOptions {
  /** Replace a version that is published with other bytes, and publish one whose number does not fit. @default false */
  readonly force?: boolean;
  /** Tell what would change, and change nothing. @default false */
  readonly dryRun?: boolean;
  /** Speak HTTP without TLS to registries. @default false */
  readonly plainHttp?: boolean;
  /** What stands before an archive's name in the index of a folder. @default - nothing: it lies beside the index */
  readonly url?: string;
  /** The part of a ChartMuseum's URL that belongs to the server and not to the tenant. @default - none */
  readonly contextPath?: string;
  /** An `artifacthub-repo.yml` to publish with the charts. @default - none */
  readonly artifactHubRepo?: string;
  /** Who signs what is published. @default - nobody */
  readonly signing?: Signing;
  /** Called for everything that happens, in order. */
  readonly onEvent?: (event: PublishEvent) => void;
}

/** One thing that happened. */
export type PublishEvent =
  /** What Artifact Hub would not read in a chart; nothing is refused for it. */
  | { readonly event: 'found'; readonly subject: string; readonly finding: Finding }
  | ({ readonly event: 'planned' } & Outcome)
  | {
      readonly event: 'sent';
      readonly target: string;
      readonly subject: string;
      readonly bytes: number;
      readonly of: number;
    }
  | ({ readonly event: 'published' } & Outcome)
  | { readonly event: 'failed'; readonly target: string; readonly message: string };

/** What becomes, or became, of one chart at one target. */
export interface Outcome {
  readonly target: string;
  /** `<name> <version>`, or the name of a file. */
  readonly subject: string;
  readonly action: Action;
  /** What is there afterwards: the digest of the archive, or of the manifest in a registry. */
  readonly digest: string;
  /** What was there and differs. */
  readonly published?: string;
  readonly reason?: string;
  /** How it differs from the version before it; only of a new version that is not the first. */
  readonly review?: Review;
  /** The Sigstore bundles that are added. */
  readonly bundles?: readonly BundleKind[];
}

/**
 * Publishes packaged charts to every target, or, where anything is refused, to none.
 *
 * @param charts archives, or folders of archives
 * @param targets `oci://<host>/<namespace>`, `chartmuseum+https://<host>/<tenant>`, or a folder with an `index.yaml`
 * @returns what is at each target now
 * @throws PublishError, or PublishErrors for several at once
 */
export async function publish(
  charts: readonly string[],
  targets: readonly string[],
  options: PublishOptions = {},
): Promise<readonly Outcome[]> {
  const secrets = new Secrets();
  try {
    return await run(charts, targets, options, secrets);
  } catch (error) {
    throw withoutSecrets(error, secrets);
  }
}

async function run(
  paths: readonly string[],
  names: readonly string[],
  options: PublishOptions,
  secrets: Secrets,
): Promise<readonly Outcome[]> {
  const { files, wait, machine, http } = await worldOf(options);
  const emit = (event: PublishEvent): void => options.onEvent?.(redactedEvent(event, secrets));
  const given = await readCharts(files, paths, machine.environment.SOURCE_DATE_EPOCH);
  const charts = await withProvenance(given, options.signing ?? {});
  for (const chart of charts)
    for (const finding of artifactHubFindings(chart)) emit({ event: 'found', subject: subjectOf(chart), finding });
  const metadata = await readMetadata(files, options.artifactHubRepo);
  const { force = false, plainHttp: isPlainHttp = false, url: baseUrl, contextPath } = options;
  const credentials = credentialsOf(machine, secrets);
  const { sigstore } = options.signing ?? {};
  const shared = { sigstore, force, isPlainHttp, baseUrl, contextPath, files, http, wait, credentials, secrets };
  const targets = all(names.map((name) => () => targetOf(name, shared)));

  const planned = await Promise.allSettled(
    targets.map(async (target) => reviewedPlan(target, await target.plan({ charts, metadata }), force)),
  );
  throwAll(errorsOf(planned));
  const plans = planned.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const work = targets.map((target, index): Work => ({ target, plan: plans[index] ?? { changes: [] } }));
  const outcomes = work.flatMap(({ target, plan }) => plan.changes.map((change) => outcomeOf(target, change)));
  for (const outcome of outcomes) emit({ event: 'planned', ...outcome });
  if (options.dryRun) return outcomes;
  throwAll(work.flatMap(({ target, plan }) => refusals(target, plan)));

  const applied = await Promise.allSettled(work.map((one) => apply(one, emit)));
  throwAll(errorsOf(applied));
  return outcomes;
}

interface Work {
  readonly target: Target;
  readonly plan: Plan;
}

async function apply({ target, plan }: Work, emit: (event: PublishEvent) => void): Promise<void> {
  const sizes = new Map(plan.changes.map((change) => [change.subject, sizeOf(change)]));
  const sent = new Map<string, number>();
  try {
    await target.apply(plan, {
      sent: (subject, more) => {
        const of = sizes.get(subject) ?? 0;
        const bytes = Math.min(of, (sent.get(subject) ?? 0) + more);
        sent.set(subject, bytes);
        emit({ event: 'sent', target: target.name, subject, bytes, of });
      },
      done: (change) => emit({ event: 'published', ...outcomeOf(target, change) }),
    });
  } catch (error) {
    emit({ event: 'failed', target: target.name, message: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

function sizeOf({ chart, metadata, signed = [], isThere }: Change): number {
  const parts = isThere ? [] : [chart?.archive, chart?.provenance, metadata?.content];
  return [...parts, ...signed.map(({ bundle }) => bundle)].reduce((sum, bytes) => sum + (bytes?.length ?? 0), 0);
}

function outcomeOf(target: Target, { subject, action, digest, published, reason, review, bundles }: Change): Outcome {
  return { target: target.name, subject, action, digest, published, reason, review, bundles };
}

async function readMetadata(files: Files, path: string | undefined): Promise<RepositoryMetadata | undefined> {
  return path === undefined ? undefined : readRepositoryMetadata(path, await needed(files, path));
}

/** Every result, or every error at once. */
function all<T>(makers: readonly (() => T)[]): readonly T[] {
  const errors: Error[] = [];
  const made = makers.flatMap((make) => {
    try {
      return [make()];
    } catch (error) {
      errors.push(error as Error);
      return [];
    }
  });
  throwAll(errors);
  return made;
}

function redactedEvent(event: PublishEvent, secrets: Secrets): PublishEvent {
  return JSON.parse(secrets.redact(JSON.stringify(event))) as PublishEvent;
}
