import {
  bundleReferrer,
  COSIGN_SIGNATURE,
  legacySignature,
  legacySignatureImage,
  referrersIndex,
  signManifest,
  SigstoreSigner,
} from '../../../src/publish/trust';
import { digestOf } from '../../../src/publish/digest';
import { pemKeys } from './samples';

const subject = {
  mediaType: 'application/vnd.oci.image.manifest.v1+json',
  digest: `sha256:${'cd'.repeat(32)}`,
  size: 512,
};
const signer = SigstoreSigner.load({ pem: pemKeys('ed25519').privateKey });
const read = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString());

test('a bundle refers to its subject as cosign has it', async () => {
  const bundle = signManifest(subject.digest, await signer);
  const referrer = bundleReferrer(bundle, subject, COSIGN_SIGNATURE);
  const annotations = {
    'dev.sigstore.bundle.content': 'dsse-envelope',
    'dev.sigstore.bundle.predicateType': 'https://sigstore.dev/cosign/sign/v1',
  };
  const artifactType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
  expect(read(referrer.manifest)).toEqual({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    artifactType,
    config: {
      mediaType: 'application/vnd.oci.empty.v1+json',
      digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
      size: 2,
    },
    layers: [{ mediaType: artifactType, digest: digestOf(bundle), size: Buffer.byteLength(bundle) }],
    subject,
    annotations,
  });
  expect(referrer.blobs.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['{}', bundle]);
  expect(read(referrersIndex([referrer]).manifest)).toEqual({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: [
      {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        digest: referrer.digest,
        size: referrer.manifest.length,
        artifactType,
        annotations,
      },
    ],
  });
});

test('a legacy signature is an image whose layer is the payload', async () => {
  const signature = legacySignature(subject.digest, 'registry.example/charts/firewall', await signer);
  const image = legacySignatureImage(signature);
  expect(read(image.manifest)).toMatchObject({ schemaVersion: 2, layers: [signature.layer] });
  expect(image.blobs[1]).toEqual({ digest: signature.layer.digest, bytes: signature.payload });
});
