import { type Fields, fieldsOf, jsonIn, listOf } from './json';
import { Problems, type VerificationProblem } from './problem';
import { BUNDLE_TYPE, IN_TOTO_PAYLOAD, preAuthEncoding } from './sigstore';
import type { SigstoreVerifier } from './sigstore-key';

/** What a bundle turned out to be worth. */
export interface BundleVerification {
  readonly problems: readonly VerificationProblem[];
  /** The statement that is signed; undefined where there are problems. */
  readonly statement?: string;
}

/** Checks a Sigstore bundle against a key; what the statement in it says is for the caller to compare. */
export function verifyBundle(bundle: string, verifier: SigstoreVerifier): BundleVerification {
  const problems = new Problems('bundle');
  const content = fieldsOf(jsonIn(bundle));
  const envelope = fieldsOf(content?.dsseEnvelope);
  const [signature, ...others] = listOf(envelope?.signatures).map(fieldsOf);
  problems.same('mediaType', BUNDLE_TYPE, content?.mediaType);
  compareHints(content, signature, verifier, problems);
  problems.same('dsseEnvelope.payloadType', IN_TOTO_PAYLOAD, envelope?.payloadType);
  const payload = base64(envelope?.payload);
  const bytes = base64(signature?.sig);
  if (!payload) problems.add('dsseEnvelope.payload', 'base64', 'something else');
  if (!bytes || others.length > 0) problems.add('dsseEnvelope.signatures', 'one signature in base64', 'something else');
  if (payload && bytes && !verifier.verify(preAuthEncoding(IN_TOTO_PAYLOAD, payload), bytes))
    problems.add('dsseEnvelope.signatures[0].sig', `a signature by the key ${verifier.hint}`, 'one that does not fit');
  return problems.found.length > 0 ? { problems: problems.found } : { problems: [], statement: payload?.toString() };
}

/** The statement in a bundle, whether anybody signed it or not; undefined where there is none. */
export function statementIn(bundle: string): string | undefined {
  return base64(fieldsOf(fieldsOf(jsonIn(bundle))?.dsseEnvelope)?.payload)?.toString();
}

/** Whether a bundle says itself that none of some keys made it. */
export function isByOthers(bundle: string, verifiers: readonly SigstoreVerifier[]): boolean {
  const material = fieldsOf(fieldsOf(jsonIn(bundle))?.verificationMaterial);
  const hint = fieldsOf(material?.publicKey)?.hint;
  const isNamed = typeof hint === 'string' && hint !== '';
  return isNamed ? verifiers.every((one) => one.hint !== hint) : material?.certificate !== undefined;
}

/** A hint may be absent; one that names another key is wrong. */
function compareHints(
  content: Fields | undefined,
  signature: Fields | undefined,
  verifier: SigstoreVerifier,
  problems: Problems,
): void {
  const hints = {
    'verificationMaterial.publicKey.hint': fieldsOf(fieldsOf(content?.verificationMaterial)?.publicKey)?.hint,
    'dsseEnvelope.signatures[0].keyid': signature?.keyid,
  };
  for (const [where, hint] of Object.entries(hints))
    if (hint !== undefined && hint !== '') problems.same(where, verifier.hint, hint);
}

function base64(text: unknown): Buffer | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
