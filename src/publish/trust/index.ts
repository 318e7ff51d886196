export type { ChartArchive } from './artifacts';
export { type BundleKind, type SigstoreSigning } from './bundles';
export { archivesAt, artifactsAt } from './artifacts-on-disk';
export type { OpenPgpPrivateKey } from './openpgp-key';
export type { VerificationProblem } from './problem';
export { ProvenanceSigner } from './provenance';
export { type Attachment, bundleReferrer, type Descriptor, legacySignatureImage, referrersIndex } from './referrers';
export {
  BUNDLE_TYPE,
  type LegacySignature,
  legacySignature,
  SIMPLE_SIGNATURE,
  SIMPLE_SIGNING,
  signManifest,
  signStatement,
} from './sigstore';
export { type SigstorePrivateKey, SigstoreSigner, SigstoreVerifier } from './sigstore-key';
export {
  BUILD_TYPE,
  type BuildFacts,
  buildStatement,
  COSIGN_SIGNATURE,
  SLSA_PROVENANCE,
  type StatementArtifacts,
  type Subject,
} from './statement';
export { type ArtifactsToVerify, verify, type Verification } from './verify';
export { type BundleVerification, verifyBundle } from './verify-bundle';
export { indexEntryText } from './verify-index-entry';
export { type ProvenanceToVerify, type ProvenanceVerification, verifyProvenance } from './verify-provenance';
