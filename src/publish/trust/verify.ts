import { type ChartArchive, chartYamlOf } from './artifacts';
import { sha256 } from '../digest';
import type { Fields } from './json';
import { Problems, type VerificationProblem } from './problem';
import { SigstoreVerifier } from './sigstore-key';
import { subjectsOf } from './statement';
import { isByOthers, verifyBundle } from './verify-bundle';
import { indexEntryIn, verifyIndexEntry } from './verify-index-entry';
import { verifyManifest } from './verify-manifest';
import { verifyProvenance } from './verify-provenance';
import { digestsIn, verifyStatement } from './verify-statement';

/** One version of a chart, as it was found, and the keys that should have signed it. */
export interface ArtifactsToVerify {
  readonly archive: ChartArchive;
  /** The `.prov` file. @default - none */
  readonly provenance?: Uint8Array | string;
  /**
   * The chart's entry in `index.yaml`: data, or text in the form this library writes, which is held to every byte.
   * @default - none
   */
  readonly indexEntry?: unknown;
  /** The OCI manifest, as it stands in the registry. @default - none */
  readonly manifest?: Uint8Array | string;
  /** The digest that the manifest was asked for by. @default - none */
  readonly manifestDigest?: string;
  /** The config blob of the manifest. @default - none */
  readonly config?: Uint8Array | string;
  /** Sigstore bundles. @default - none */
  readonly bundles?: readonly string[];
  /** The in-toto statement, where it also lies beside the archive. @default - none */
  readonly statement?: string;
  readonly keys?: {
    /** Armoured OpenPGP public keys: whoever gives them wants a `.prov` by one of them. */
    readonly openPgp?: string;
    /**
     * Public keys in PEM, one after the other: whoever gives them wants at least one bundle by them, and every bundle that
     * does not name another key to be by one of them.
     */
    readonly sigstore?: string;
  };
}

/** What was looked at and what does not fit. */
export interface Verification {
  readonly problems: readonly VerificationProblem[];
  /** The artifacts that were there to be checked. */
  readonly checked: readonly string[];
  /** Fingerprint of the OpenPGP key, where its signature is good. */
  readonly signedBy?: string;
}

/**
 * Checks the artifacts of a chart against each other and against keys. Without problems, every byte of archive and
 * provenance is what the OpenPGP key signed, and every byte that a signed statement covers is what the Sigstore key
 * signed. A signature without a key to check it with is a problem, and so is a key without a signature.
 */
export async function verify(given: ArtifactsToVerify): Promise<Verification> {
  const { archive, indexEntry, manifest } = given;
  const archiveProblems = new Problems('archive');
  const chartYaml = readChartYaml(archive, archiveProblems);
  const provenance = await verifyGivenProvenance(given);
  const problems = [
    ...archiveProblems.found,
    ...provenance.problems,
    ...(indexEntry === undefined ? [] : verifyIndexEntry(indexEntry, archive, chartYaml)),
    ...(manifest === undefined ? [] : verifyManifest({ ...given, manifest, digest: given.manifestDigest, chartYaml })),
    ...verifySignatures(given),
  ];
  return { problems, checked: namesOf(given), signedBy: provenance.signedBy };
}

function namesOf(given: ArtifactsToVerify): string[] {
  const artifacts: [string, boolean][] = [
    ['archive', true],
    ['provenance', given.provenance !== undefined],
    ['index entry', given.indexEntry !== undefined],
    ['manifest', given.manifest !== undefined],
    ['config', given.config !== undefined],
    ['bundle', (given.bundles ?? []).length > 0],
    ['statement', given.statement !== undefined],
  ];
  return artifacts.filter(([, isThere]) => isThere).map(([name]) => name);
}

function readChartYaml(archive: ChartArchive, problems: Problems): Fields | undefined {
  const chartYaml = chartYamlOf(archive);
  if (!('fields' in chartYaml)) {
    problems.add('', 'a packaged chart', chartYaml.reason);
    return undefined;
  }
  const { fields } = chartYaml;
  problems.same('file name', `${String(fields.name)}-${String(fields.version)}.tgz`, archive.fileName);
  return fields;
}

async function verifyGivenProvenance({
  archive,
  provenance,
  keys,
}: ArtifactsToVerify): Promise<Pick<Verification, 'problems' | 'signedBy'>> {
  const publicKey = keys?.openPgp;
  if (provenance !== undefined && publicKey !== undefined) return verifyProvenance({ provenance, archive, publicKey });
  const problems = new Problems('provenance');
  if (provenance !== undefined) problems.add('key', 'an armoured OpenPGP public key', 'none');
  if (publicKey !== undefined) problems.add('', `${archive.fileName}.prov`, 'nothing');
  return { problems: problems.found };
}

/** The key that a bundle names, or the only one that its signature fits. */
function signerOf(bundle: string, verifiers: readonly SigstoreVerifier[]): SigstoreVerifier | undefined {
  return verifiers.find((verifier) => verifyBundle(bundle, verifier).problems.length === 0);
}

/** Statements count where a bundle signs them; one that lies beside the archive must be one of those. */
function verifySignatures(given: ArtifactsToVerify): VerificationProblem[] {
  const problems = new Problems('bundle');
  const pem = given.keys?.sigstore;
  const verifiers = pem === undefined ? [] : SigstoreVerifier.allFromPem(pem);
  const [first] = verifiers;
  // Anybody who may push can add a signature of their own.
  const bundles = (given.bundles ?? []).filter((bundle) => !first || !isByOthers(bundle, verifiers));
  if (bundles.length > 0 && !first) problems.add('key', 'a public key in PEM', 'none');
  if (bundles.length === 0 && first)
    problems.add('', 'a Sigstore bundle', given.bundles?.length ? 'others' : 'nothing');
  const verified = first ? bundles.map((bundle) => verifyBundle(bundle, signerOf(bundle, verifiers) ?? first)) : [];
  const signed = verified.flatMap(({ statement }) => statement ?? []);
  return [
    ...problems.found,
    ...verified.flatMap((bundle) => bundle.problems),
    ...verifyStatements(given, signed),
    ...verifyCover(given, signed, pem !== undefined),
  ];
}

function verifyStatements(given: ArtifactsToVerify, signed: readonly string[]): VerificationProblem[] {
  const problems = new Problems('statement');
  const { statement } = given;
  if (statement !== undefined && signed.length > 0 && !signed.includes(statement))
    problems.add('', 'the statement that a bundle signs', 'another');
  const all = new Set([...signed, ...(statement === undefined ? [] : [statement])]);
  const indexEntry = typeof given.indexEntry === 'string' ? indexEntryIn(given.indexEntry) : given.indexEntry;
  const subjects = subjectsOf({ ...given, indexEntry });
  const manifestDigest = given.manifest === undefined ? undefined : sha256(given.manifest);
  return [...problems.found, ...[...all].flatMap((each) => verifyStatement(each, subjects, manifestDigest))];
}

/** A manifest that no good signature speaks of could have been put in the place of the one that is signed. */
function verifyCover(given: ArtifactsToVerify, signed: readonly string[], isWanted: boolean): VerificationProblem[] {
  const problems = new Problems('manifest');
  if (!isWanted || given.manifest === undefined) return [];
  const digest = sha256(given.manifest);
  const isSigned = signed.some((statement) => digestsIn(statement).includes(digest));
  return isSigned ? [] : problems.add('digest', 'one that a bundle signs', `sha256:${digest}`).found;
}
