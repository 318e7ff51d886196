import { digestOf } from '../digest';
import type { SigstoreSigner } from './sigstore-key';
import { signatureStatement } from './statement';
import { PublishError } from '../publish-error';

export const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
export const IN_TOTO_PAYLOAD = 'application/vnd.in-toto+json';
export const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';
export const SIMPLE_SIGNATURE = 'dev.cosignproject.cosign/signature';

/** A signature the way cosign stored it before bundles: a layer under a tag made of the digest. */
export interface LegacySignature {
  /** `sha256-<hex>.sig` */
  readonly tag: string;
  readonly payload: Uint8Array;
  /** The descriptor of the payload's layer. */
  readonly layer: {
    readonly mediaType: string;
    readonly digest: string;
    readonly size: number;
    readonly annotations: Readonly<Record<string, string>>;
  };
}

/** Signs an in-toto statement: a Sigstore bundle v0.3 whose key the verifier has to bring. */
export function signStatement(statement: string, signer: SigstoreSigner): string {
  const payload = Buffer.from(statement);
  const signature = signer.sign(preAuthEncoding(IN_TOTO_PAYLOAD, payload));
  return JSON.stringify({
    mediaType: BUNDLE_TYPE,
    verificationMaterial: { publicKey: { hint: signer.hint } },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: IN_TOTO_PAYLOAD,
      // The specification wants the hint and the key id to be the same (sigstore_bundle.proto).
      signatures: [{ sig: Buffer.from(signature).toString('base64'), keyid: signer.hint }],
    },
  });
}

/** Signs a manifest by its digest: a tag could be moved to another manifest later. */
export function signManifest(manifestDigest: string, signer: SigstoreSigner): string {
  return signStatement(signatureStatement(checkedDigest(manifestDigest)), signer);
}

/**
 * Signs a manifest for readers that know no bundles.
 *
 * @param repository what the payload names for people, such as `registry.example/charts/firewall`; readers ignore it
 */
export function legacySignature(manifestDigest: string, repository: string, signer: SigstoreSigner): LegacySignature {
  const payload = Buffer.from(
    JSON.stringify({
      critical: {
        identity: { 'docker-reference': repository },
        image: { 'docker-manifest-digest': checkedDigest(manifestDigest) },
        type: 'cosign container image signature',
      },
      optional: null,
    }),
  );
  return {
    tag: `${manifestDigest.replace(':', '-')}.sig`,
    payload,
    layer: {
      mediaType: SIMPLE_SIGNING,
      digest: digestOf(payload),
      size: payload.length,
      annotations: { [SIMPLE_SIGNATURE]: Buffer.from(signer.sign(payload)).toString('base64') },
    },
  };
}

/** What a DSSE signature covers: the type as well as the payload (secure-systems-lab/dsse, protocol.md). */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const header = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(header), payload]);
}

function checkedDigest(digest: string): string {
  if (/^sha256:[0-9a-f]{64}$/.test(digest)) return digest;
  throw new PublishError({
    where: digest,
    what: 'this is not signed',
    why: 'a signature counts for the digest of a manifest; a tag can be moved',
    remedy: 'give sha256: and 64 hexadecimal digits, as the registry answers to a push',
  });
}
