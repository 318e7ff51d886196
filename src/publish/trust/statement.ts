import { sha256 } from '../digest';
import { canonicalJson } from './json';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const SLSA_PROVENANCE = 'https://slsa.dev/provenance/v1';
/** What cosign 3 signs a manifest with. */
export const COSIGN_SIGNATURE = 'https://sigstore.dev/cosign/sign/v1';
/** Names the way a chart is built; `docs/trust.md` says what its parameters mean. */
export const BUILD_TYPE = 'urn:cdk8s-vnf:chart-build:v1';

/** Something a statement speaks of. */
export interface Subject {
  readonly name: string;
  readonly digest: { readonly sha256: string };
}

/** The artifacts of one version of a chart that a statement can bind. */
export interface StatementArtifacts {
  readonly archive: { readonly fileName: string; readonly bytes: Uint8Array };
  /** @default - none */
  readonly provenance?: Uint8Array | string;
  /** The OCI manifest, as it stands in the registry. @default - none */
  readonly manifest?: Uint8Array | string;
  /** The chart's entry in `index.yaml`, as data. @default - none */
  readonly indexEntry?: unknown;
}

/** Where and from what a chart was built, as the caller knows it. */
export interface BuildFacts {
  /** URI of what ran the build, such as that of a pipeline. */
  readonly builder: string;
  readonly source: {
    /** URI of the repository, such as `git+https://git.example/vnf.git`. */
    readonly uri: string;
    /** The commit that was checked out, in full. */
    readonly commit: string;
  };
  /** What the caller chose for this build; no secrets. @default {} */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** URI of this run. @default - none */
  readonly invocation?: string;
}

/** What is added to the archive's name to name the other artifacts of the same version. */
const SUFFIXES = { provenance: '.prov', manifest: '#manifest', indexEntry: '#index' };

/** The artifacts with their digests; an index entry counts as data, since servers write it in forms of their own. */
export function subjectsOf({ archive, provenance, manifest, indexEntry }: StatementArtifacts): Subject[] {
  const contents: [string, Uint8Array | string | undefined][] = [
    ['', archive.bytes],
    [SUFFIXES.provenance, provenance],
    [SUFFIXES.manifest, manifest],
    [SUFFIXES.indexEntry, indexEntry === undefined ? undefined : canonicalJson(indexEntry)],
  ];
  return contents.flatMap(([suffix, content]) =>
    content === undefined ? [] : [{ name: `${archive.fileName}${suffix}`, digest: { sha256: sha256(content) } }],
  );
}

/** An in-toto statement of what was built from what: SLSA's provenance predicate, without a claim to any level. */
export function buildStatement(artifacts: StatementArtifacts, build: BuildFacts): string {
  return JSON.stringify({
    _type: STATEMENT_TYPE,
    subject: subjectsOf(artifacts),
    predicateType: SLSA_PROVENANCE,
    predicate: {
      buildDefinition: {
        buildType: BUILD_TYPE,
        externalParameters: build.parameters ?? {},
        resolvedDependencies: [{ uri: build.source.uri, digest: { gitCommit: build.source.commit } }],
      },
      runDetails: {
        builder: { id: build.builder },
        ...(build.invocation === undefined ? {} : { metadata: { invocationId: build.invocation } }),
      },
    },
  });
}

/** What cosign states when it signs: this digest, nothing more. */
export function signatureStatement(manifestDigest: string): string {
  return JSON.stringify({
    _type: STATEMENT_TYPE,
    subject: [{ digest: { sha256: manifestDigest.replace(/^sha256:/, '') } }],
    predicateType: COSIGN_SIGNATURE,
    predicate: {},
  });
}
