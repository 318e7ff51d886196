import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { HelmChart, Values } from '../../src/helm';
import {
  DataImportCron,
  DataSource,
  DataVolume,
  type DataVolumeProps,
  ImportedClaim,
  type ImportedClaimProps,
  ImportSource,
} from '../../src/storage';
import { keyed, objectsIn, writeChart } from '../support/chart-folder';
import { describeWithHelm } from '../support/describe-with-helm';
import { expectGolden, filesAsText } from '../support/golden';
import { helm, HELM_VERSIONS } from '../support/helm';

const values = Values.object({
  url: Values.string({ default: 'https://images.registry.example/a.qcow2' }),
  size: Values.quantity({ default: '20Gi' }),
});

function chartOf(id = 'vnf'): HelmChart<typeof values> {
  return new HelmChart(new App(), id, { version: '1.0.0', values });
}

const remote = { secretName: 'credentials', certConfigMap: 'ca' };
const SOURCES = {
  http: ImportSource.http({
    ...remote,
    url: 'https://host/disk.qcow2',
    extraHeaders: ['X-Site: edge'],
    secretExtraHeaders: ['token'],
    checksum: `sha256:${'0'.repeat(64)}`,
    insecureSkipVerify: true,
  }),
  s3: ImportSource.s3({ ...remote, url: 'https://host/bucket/disk.qcow2' }),
  gcs: ImportSource.gcs({ url: 'gs://bucket/disk.qcow2', secretName: 'credentials' }),
  registry: ImportSource.registry({
    ...remote,
    url: 'docker://host/disk:1',
    pullMethod: 'node',
    architecture: 'arm64',
  }),
  stream: ImportSource.registry({ imageStream: 'rhel9' }),
  imageio: ImportSource.imageio({ url: 'https://host/ovirt-engine/api', diskId: '1', ...remote }),
  blank: ImportSource.blank(),
  upload: ImportSource.upload(),
} as const;
const CLONES = {
  claim: ImportSource.claim({ namespace: 'images', name: 'golden' }),
  snapshot: ImportSource.snapshot({ namespace: 'images', name: 'golden' }),
  'data-source': ImportSource.dataSource({ name: 'golden', namespace: 'images' }),
} as const;
const VDDK = ImportSource.vddk({
  ...remote,
  url: 'https://host',
  uuid: 'u',
  backingFile: '[a] b.vmdk',
  thumbprint: 'AA:BB',
  initImageUrl: 'registry.example/vddk:8',
  extraArgsConfigMap: 'args',
});

test('every source of a DataVolume and of a claim comes out as CDI reads it', () => {
  const chart = chartOf();
  for (const [id, source] of Object.entries(SOURCES)) {
    new DataVolume(chart, `volume-${id}`, { source, size: '10Gi' });
    new ImportedClaim(chart, `claim-${id}`, { source, size: '10Gi' });
  }
  for (const [id, source] of Object.entries(CLONES)) new DataVolume(chart, `volume-${id}`, { source });
  new DataVolume(chart, 'volume-vddk', { source: VDDK, size: '10Gi' });
  expectGolden('storage/sources.json', `${JSON.stringify(chart.render(), undefined, 2)}\n`);
});

test('every option reaches the object', () => {
  const chart = chartOf();
  const common: ImportedClaimProps = {
    source: ImportSource.http({ url: chart.values.url }),
    size: chart.values.size,
    storageClassName: 'fast',
    accessMode: 'ReadWriteMany',
    volumeMode: 'Block',
    volumeLabels: { tier: 'gold' },
    contentType: 'kubevirt',
    preallocation: true,
    priorityClassName: 'high',
    serviceAccountName: 'importer',
    bindImmediately: false,
    retainAfterCompletion: true,
    transferNetwork: 'storage-net',
  };
  new DataVolume(chart, 'volume', common);
  new DataVolume(chart, 'plain', { ...common, api: 'pvc' });
  new DataVolume(chart, 'profile', { source: common.source, size: '1Gi', accessMode: 'storage-profile' });
  new ImportedClaim(chart, 'claim', common);
  expectGolden('storage/options.chart.txt', filesAsText(chart.files()));
});

test('DataSources and crons point to each other by name', () => {
  const chart = chartOf();
  const cron = new DataImportCron(chart, 'golden', {
    source: ImportSource.registry({ url: 'docker://registry.example/golden:latest' }),
    size: '10Gi',
    schedule: '0 3 * * 0',
    importsToKeep: 2,
    garbageCollect: 'Outdated',
    retentionPolicy: 'None',
    storageClassName: 'fast',
  });
  const own = DataSource.ofClaim(chart, 'own', { namespace: 'images', name: 'golden' });
  DataSource.ofSnapshot(chart, 'snap', { namespace: 'images', name: 'golden' });
  DataSource.ofDataSource(chart, 'alias', { namespace: 'default', name: own.name });
  new DataVolume(chart, 'from-cron', { source: cron.source, size: '20Gi' });
  new DataVolume(chart, 'from-own', { source: own.source });
  expectGolden('storage/data-sources.json', `${JSON.stringify(chart.render(), undefined, 2)}\n`);
});

describe('a name with a content hash', () => {
  const nameOf = (props: Partial<DataVolumeProps>, given: { url?: string } = {}): string => {
    const chart = chartOf();
    const source = ImportSource.http({ url: chart.values.url });
    new DataVolume(chart, 'disk', { source, size: '10Gi', contentHashedName: true, ...props } as DataVolumeProps);
    return (chart.render(given)[0] as unknown as { metadata: { name: string } }).metadata.name;
  };

  test('is the name and eight digits, the same each time', () => {
    expect(nameOf({})).toMatch(/^vnf-disk-[0-9a-f]{8}$/);
    expect(nameOf({})).toBe(nameOf({}));
  });

  test('changes with what is fixed and with the values of the chart', () => {
    const names = [
      nameOf({}),
      nameOf({ size: '11Gi' }),
      nameOf({}, { url: 'https://images.registry.example/b.qcow2' }),
    ];
    expect(new Set(names).size).toBe(3);
  });

  test('does not change with what can be changed on a cluster', () => {
    expect(nameOf({ retainAfterCompletion: true })).toBe(nameOf({}));
  });

  test('is the name by which disks refer to it', () => {
    const chart = chartOf();
    const volume = new DataVolume(chart, 'disk', {
      source: ImportSource.blank(),
      size: '1Gi',
      contentHashedName: true,
    });
    expect(chart.evaluate(volume.name)).toBe(chart.evaluate(volume.object.name));
  });

  describeWithHelm('in real Helm', () => {
    test.each(HELM_VERSIONS)('%s is the same', (version) => {
      const chart = chartOf();
      const source = ImportSource.http({ url: chart.values.url });
      new DataVolume(chart, 'disk', { source, size: chart.values.size, contentHashedName: true });
      new ImportedClaim(chart, 'claim', { source, size: chart.values.size, contentHashedName: true });
      const folder = mkdtempSync(join(tmpdir(), 'hash-'));
      try {
        const text = helm(version, ['template', 'fw0', writeChart(chart, folder), '--set', 'url=https://x/"y"']);
        expect(keyed(objectsIn(text))).toEqual(keyed(chart.render({ url: 'https://x/"y"' }, { name: 'fw0' })));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
});
