import { digestOf } from '../digest';
import { canonicalJson } from './json';
import { signStatement } from './sigstore';
import type { SigstoreSigner } from './sigstore-key';
import {
  type BuildFacts,
  buildStatement,
  COSIGN_SIGNATURE,
  signatureStatement,
  SLSA_PROVENANCE,
  type StatementArtifacts,
} from './statement';
import { verifyBundle } from './verify-bundle';
import { predicateTypeIn, subjectsIn } from './verify-statement';

/** Who signs, and what is stated of the build. */
export interface SigstoreSigning {
  readonly signer: SigstoreSigner;
  readonly build: BuildFacts;
}

/** What a bundle is for: the signature of a manifest, or the statement of what was built from what. */
export type BundleKind = 'signature' | 'statement';

export interface SignedBundle {
  readonly kind: BundleKind;
  readonly predicateType: string;
  /** A Sigstore bundle v0.3. */
  readonly bundle: string;
}

/**
 * The bundles that a version of a chart lacks: the signature of its manifest where it has one, and the statement of its build.
 * One that is there, by the same key and of the same artifacts, is enough, whichever run made it.
 */
export function missingBundles(
  artifacts: StatementArtifacts,
  there: readonly string[],
  { signer, build }: SigstoreSigning,
): readonly SignedBundle[] {
  const { manifest } = artifacts;
  const signature = manifest === undefined ? undefined : signatureStatement(digestOf(manifest));
  const wanted = [
    { kind: 'signature', predicateType: COSIGN_SIGNATURE, statement: signature },
    { kind: 'statement', predicateType: SLSA_PROVENANCE, statement: buildStatement(artifacts, build) },
  ] as const;
  const known = there.flatMap((bundle) => verifyBundle(bundle, signer).statement ?? []);
  return wanted.flatMap(({ kind, predicateType, statement }) =>
    statement === undefined || known.some((other) => saysAsMuch(other, statement))
      ? []
      : [{ kind, predicateType, bundle: signStatement(statement, signer) }],
  );
}

function saysAsMuch(known: string, wanted: string): boolean {
  const subjects = new Set(subjectsIn(known).map(canonicalJson));
  return (
    predicateTypeIn(known) === predicateTypeIn(wanted) &&
    subjectsIn(wanted).every((subject) => subjects.has(canonicalJson(subject)))
  );
}
