import { generateKeyPairSync } from 'node:crypto';
import { parse } from 'yaml';
import { packTgz } from '../../../src/helm/archive';
import {
  type BuildFacts,
  buildStatement,
  type ChartArchive,
  indexEntryText,
  ProvenanceSigner,
  signManifest,
  SigstoreSigner,
  signStatement,
} from '../../../src/publish/trust';
import { sha256, digestOf } from '../../../src/publish/digest';
import { loadOpenPgp } from '../../../src/publish/trust/openpgp';

export const CHART_YAML = `apiVersion: v2
name: firewall
description: A firewall between two networks
version: 1.2.3
keywords:
  - firewall
  - vnf
`;

/** A small chart as it is published. */
export const archive: ChartArchive = {
  fileName: 'firewall-1.2.3.tgz',
  bytes: packTgz(
    new Map([
      ['firewall/Chart.yaml', CHART_YAML],
      ['firewall/values.yaml', 'cores: 2\n'],
      ['firewall/templates/configmap.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n'],
    ]),
  ),
};

/** An armoured RSA key pair. */
export async function openPgpKeys(
  options: { readonly passphrase?: string; readonly name?: string } = {},
): Promise<{ privateKey: string; publicKey: string }> {
  const { generateKey } = await loadOpenPgp();
  const { privateKey, publicKey } = await generateKey({
    type: 'rsa',
    rsaBits: 2048,
    userIDs: [{ name: options.name ?? 'Chart Keeper', email: 'charts@vnf.example' }],
    passphrase: options.passphrase,
    date: new Date('2024-03-01T12:00:00Z'),
    format: 'armored',
  });
  return { privateKey, publicKey };
}

/** A key pair in PEM. */
export function pemKeys(type: 'ed25519' | 'P-256'): { privateKey: string; publicKey: string } {
  const { privateKey, publicKey } =
    type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: type });
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** An OCI manifest as Helm pushes it. */
export function manifestOf(chart: ChartArchive, provenance: string): string {
  const layer = (mediaType: string, content: Uint8Array | string) => ({
    mediaType,
    digest: digestOf(content),
    size: Buffer.byteLength(content),
  });
  return JSON.stringify({
    schemaVersion: 2,
    config: layer('application/vnd.cncf.helm.config.v1+json', '{"name":"firewall"}'),
    layers: [
      layer('application/vnd.cncf.helm.chart.content.v1.tar+gzip', chart.bytes),
      layer('application/vnd.cncf.helm.chart.provenance.v1.prov', provenance),
    ],
    annotations: {
      'org.opencontainers.image.created': '2024-03-01T12:00:00Z',
      'org.opencontainers.image.description': 'A firewall between two networks',
      'org.opencontainers.image.title': 'firewall',
      'org.opencontainers.image.version': '1.2.3',
    },
  });
}

/** What a pipeline knows of itself. */
export const BUILD: BuildFacts = {
  builder: 'https://ci.example/pipelines/7',
  source: { uri: 'git+https://git.example/vnf.git', commit: '5e1c309dae7f45e0f39b1bf3ac3cd9db12e7d689' },
};

/** Everything that is published of one version, signed with fresh keys. */
export async function published(type: 'ed25519' | 'P-256' = 'P-256') {
  const openPgp = await openPgpKeys();
  const pem = pemKeys(type);
  const provenance = await (await ProvenanceSigner.load({ armored: openPgp.privateKey })).sign(archive);
  const indexEntry = indexEntryText({
    apiVersion: 'v2',
    created: '2024-03-01T12:00:00Z',
    description: 'A firewall between two networks',
    digest: sha256(archive.bytes),
    keywords: ['firewall', 'vnf'],
    name: 'firewall',
    urls: ['https://charts.registry.example/firewall-1.2.3.tgz'],
    version: '1.2.3',
  });
  const manifest = manifestOf(archive, provenance);
  const signer = await SigstoreSigner.load({ pem: pem.privateKey });
  const statement = buildStatement({ archive, provenance, manifest, indexEntry: parse(indexEntry) }, BUILD);
  return {
    artifacts: {
      archive,
      provenance,
      indexEntry,
      manifest,
      bundles: [signManifest(digestOf(manifest), signer), signStatement(statement, signer)],
      statement,
      keys: { openPgp: openPgp.publicKey, sigstore: pem.publicKey },
    },
    secrets: { openPgp: openPgp.privateKey, pem: pem.privateKey },
  };
}
