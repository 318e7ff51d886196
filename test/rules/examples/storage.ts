import type { App } from 'cdk8s';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataVolume as DataVolumeObject } from '../../../imports/cdi.kubevirt.io';
import { Platform } from '../../../src/platform';
import {
  DataImportCron,
  type DataImportCronProps,
  DataVolume,
  type DataVolumeProps,
  Disk,
  type HttpSource,
  ImportedClaim,
  type ImportedClaimProps,
  ImportSource,
} from '../../../src/storage';
import { chart, example, type Example, vm } from './example';

const BLANK = { source: ImportSource.blank(), size: '10Gi' } as const;

/** Two DataVolumes as CDI reads them. */
const spec = (name: string, ids: string | readonly string[], bad: object, good: object): Example =>
  example(
    name,
    ids,
    (app, given: object) =>
      new DataVolumeObject(chart(app), 'disk', {
        spec: { storage: { resources: { requests: { storage: '10Gi' } } }, ...given },
      }),
    bad,
    good,
  );

const volume = (name: string, id: string, bad: Partial<DataVolumeProps>, good: Partial<DataVolumeProps>): Example =>
  example(
    name,
    id,
    (app, props: Partial<DataVolumeProps>) =>
      new DataVolume(chart(app), 'disk', { ...BLANK, ...props } as DataVolumeProps),
    bad,
    good,
  );

const claim = { resources: { requests: { storage: '10Gi' } } };
const http = { http: { url: 'https://host/disk.qcow2' } };
const imageio = { url: 'https://host/api', diskId: '1', secretRef: 'ovirt', certConfigMap: 'ca' };

/** A raw image of 10 GiB that takes no room. */
function image(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'image-')), 'disk.img');
  writeFileSync(path, '');
  truncateSync(path, 10 * 2 ** 30);
  return path;
}

const onCdi =
  (cdi: string) =>
  (app: App, props: Partial<DataVolumeProps>): void => {
    new Platform({ cdi }).applyTo(app);
    new DataVolume(chart(app), 'disk', { ...BLANK, ...props } as DataVolumeProps);
  };

const checksum = (name: string, bad: string, good: string): Example =>
  example(
    name,
    'VNF305',
    (app, digest: string) => {
      const source = ImportSource.http({ url: 'https://host/disk.qcow2', checksum: digest });
      onCdi('1.65')(app, { source });
    },
    bad,
    good,
  );

const cron = (name: string, bad: Partial<DataImportCronProps>, good: Partial<DataImportCronProps>): Example =>
  example(
    name,
    'VNF325',
    (app, props: Partial<DataImportCronProps>) =>
      new DataImportCron(chart(app), 'golden', {
        source: ImportSource.registry({ url: 'docker://registry.example/golden' }),
        size: '10Gi',
        schedule: '0 3 * * 0',
        ...props,
      }),
    bad,
    good,
  );

export const STORAGE = [
  cron('schedule by a name of nobody', { schedule: '@fortnightly' }, { schedule: '@daily' }),
  volume(
    'web server by another scheme',
    'VNF301',
    { source: ImportSource.http({ url: 'FTP://host/disk.qcow2' }) },
    { source: ImportSource.http({ url: 'HTTPS://host/disk.qcow2' }) },
  ),
  volume(
    'archive without path',
    'VNF301',
    { source: ImportSource.registry({ url: 'oci-archive:' }) },
    { source: ImportSource.registry({ url: 'oci-archive:/data/disk.tar' }) },
  ),
  volume(
    'scheme of a bucket',
    'VNF301',
    { source: ImportSource.s3({ url: 's3://bucket/disk.qcow2' }) },
    { source: ImportSource.s3({ url: 'https://host/bucket/disk.qcow2' }) },
  ),
  volume(
    'bucket without scheme',
    'VNF301',
    { source: ImportSource.gcs({ url: 'bucket/disk.qcow2' }) },
    { source: ImportSource.gcs({ url: 'gs://bucket/disk.qcow2' }) },
  ),
  spec('no size', 'VNF302', { source: http, storage: {} }, { source: http }),
  spec(
    'no size in the form pvc',
    'VNF302',
    { source: { pvc: { namespace: 'a', name: 'b' } }, storage: undefined, pvc: { accessModes: ['ReadWriteOnce'] } },
    { source: { pvc: { namespace: 'a', name: 'b' } }, storage: {} },
  ),
  spec('two forms', 'VNF303', { source: http, pvc: { ...claim, accessModes: ['ReadWriteOnce'] } }, { source: http }),
  spec('no form', 'VNF303', { source: http, storage: undefined }, { source: http }),
  spec('no source', 'VNF303', {}, { source: { blank: {} } }),
  spec(
    'source and reference',
    'VNF303',
    { source: http, sourceRef: { kind: 'DataSource', name: 'a' } },
    { source: http },
  ),
  spec('two sources', 'VNF303', { source: { ...http, blank: {} } }, { source: http }),
  spec(
    'kind of reference',
    'VNF303',
    { sourceRef: { kind: 'DataVolume', name: 'a' } },
    { sourceRef: { kind: 'DataSource', name: 'a' } },
  ),
  spec(
    'source beside a populator',
    'VNF303',
    { source: http, storage: { ...claim, dataSource: { kind: 'PersistentVolumeClaim', name: 'a' } } },
    { storage: { ...claim, dataSource: { kind: 'PersistentVolumeClaim', name: 'a' } } },
  ),
  spec(
    'access mode',
    'VNF304',
    { source: http, storage: { ...claim, accessModes: ['RWO'] } },
    { source: http, storage: { ...claim, accessModes: ['ReadWriteOnce'] } },
  ),
  spec(
    'two access modes in the form pvc',
    'VNF304',
    { source: http, storage: undefined, pvc: { ...claim, accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] } },
    { source: http, storage: undefined, pvc: { ...claim, accessModes: ['ReadWriteOnce'] } },
  ),
  checksum('sha256 too short', 'sha256:abc', `sha256:${'a'.repeat(64)}`),
  checksum('unknown algorithm', `crc32:${'a'.repeat(8)}`, `md5:${'a'.repeat(32)}`),
  volume('empty archive', 'VNF306', { contentType: 'archive' }, { contentType: 'kubevirt' }),
  volume(
    'archive of a registry',
    'VNF306',
    { source: ImportSource.registry({ url: 'docker://host/a:1' }), contentType: 'archive' },
    { source: ImportSource.registry({ url: 'docker://host/a:1' }) },
  ),
  volume(
    'archive on a block device',
    'VNF306',
    { source: ImportSource.http({ url: 'https://host/a.tar' }), contentType: 'archive', volumeMode: 'Block' },
    { source: ImportSource.http({ url: 'https://host/a.tar' }), contentType: 'archive' },
  ),
  spec('content type', 'VNF306', { source: http, contentType: 'qcow2' }, { source: http, contentType: 'kubevirt' }),
  spec(
    'oVirt without certificate',
    'VNF307',
    { source: { imageio: { ...imageio, certConfigMap: undefined } } },
    { source: { imageio } },
  ),
  spec(
    'oVirt without Secret',
    'VNF307',
    { source: { imageio: { ...imageio, secretRef: undefined } } },
    { source: { imageio } },
  ),
  spec(
    'VMware without thumbprint',
    'VNF307',
    {
      source: { vddk: { url: 'https://host', secretRef: 'a', uuid: 'b', backingFile: 'c' } },
    },
    { source: { vddk: { url: 'https://host', secretRef: 'a', uuid: 'b', backingFile: 'c', thumbprint: 'd' } } },
  ),
  spec(
    'copy without namespace',
    'VNF307',
    { source: { pvc: { name: 'a' } } },
    { source: { pvc: { name: 'a', namespace: 'b' } } },
  ),
  spec(
    'URL and stream',
    'VNF307',
    { source: { registry: { url: 'docker://host/a:1', imageStream: 'a' } } },
    { source: { registry: { url: 'docker://host/a:1' } } },
  ),
  spec(
    'reference to nothing',
    'VNF307',
    { sourceRef: { kind: 'DataSource', name: '' } },
    { sourceRef: { kind: 'DataSource', name: 'a' } },
  ),
  spec(
    'populator without API group',
    'VNF307',
    { storage: { ...claim, dataSourceRef: { kind: 'VolumeImportSource', name: 'a' } } },
    { storage: { ...claim, dataSourceRef: { apiGroup: 'cdi.kubevirt.io', kind: 'VolumeImportSource', name: 'a' } } },
  ),
  spec(
    'two populators',
    'VNF307',
    {
      storage: {
        ...claim,
        dataSource: { kind: 'PersistentVolumeClaim', name: 'a' },
        dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' },
      },
    },
    { storage: { ...claim, dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'b' } } },
  ),
  spec(
    'stream that pods pull',
    'VNF307',
    { source: { registry: { imageStream: 'a' } } },
    { source: { registry: { imageStream: 'a', pullMethod: 'node' } } },
  ),
  spec(
    'pull method',
    'VNF307',
    { source: { registry: { url: 'docker://host/a:1', pullMethod: 'kubelet' } } },
    { source: { registry: { url: 'docker://host/a:1', pullMethod: 'node' } } },
  ),
  volume(
    'Secret with namespace',
    'VNF308',
    { source: ImportSource.http({ url: 'https://host/a', secretName: 'vnf/credentials' }) },
    { source: ImportSource.http({ url: 'https://host/a', secretName: 'credentials' }) },
  ),
  volume('storage class', 'VNF308', { storageClassName: 'Fast_Disks' }, { storageClassName: 'fast-disks' }),
  volume(
    'image without tag',
    'VNF320',
    { source: ImportSource.registry({ url: 'docker://registry.example:5000/vnf' }) },
    { source: ImportSource.registry({ url: 'docker://registry.example:5000/vnf:1.0' }) },
  ),
  volume(
    'tar archive as a disk',
    'VNF321',
    { source: ImportSource.http({ url: 'https://host/a.tar.gz' }) },
    { source: ImportSource.http({ url: 'https://host/a.tar.gz' }), contentType: 'archive' },
  ),
  example(
    'image larger than its disk',
    'VNF322',
    (app, size: '9Gi' | '10Gi') => new DataVolume(chart(app), 'disk', { ...BLANK, size, imageFile: image() }),
    '9Gi',
    '10Gi',
  ),
  example(
    'image on a claim as large',
    'VNF322',
    (app, size: '10Gi' | '11Gi') =>
      new DataVolume(chart(app), 'disk', { ...BLANK, api: 'pvc', size, imageFile: image() }),
    '10Gi',
    '11Gi',
  ),
  example(
    'image on an annotated claim as large',
    'VNF322',
    (app, volumeMode: ImportedClaimProps['volumeMode']) =>
      new ImportedClaim(chart(app), 'disk', { ...BLANK, volumeMode, imageFile: image() }),
    'Filesystem',
    'Block',
  ),
  example(
    'image that is not there',
    'VNF322',
    (app, imageFile: string | undefined) => new DataVolume(chart(app), 'disk', { ...BLANK, imageFile }),
    '/nowhere/disk.img',
    undefined,
  ),
  example(
    'VM on an annotated claim',
    'VNF323',
    (app, isVolume: boolean) => {
      const scope = chart(app);
      const disk = isVolume
        ? Disk.fromDataVolume(new DataVolume(scope, 'disk', BLANK))
        : Disk.fromClaim(new ImportedClaim(scope, 'disk', BLANK));
      vm(scope, { disks: [disk] });
    },
    false,
    true,
  ),
  example('field that CDI does not know', 'VNF324', onCdi('1.62'), { serviceAccountName: 'importer' }, {}),
  example(
    'snapshot on an old CDI',
    'VNF324',
    (app, cdi: string) => onCdi(cdi)(app, { source: ImportSource.snapshot({ namespace: 'a', name: 'b' }) }),
    '1.55',
    '1.57',
  ),
  cron('schedule', { schedule: 'weekly' }, { schedule: '*/30 2-4 1,15 * mon' }),
  cron('name of the DataSource', { managedDataSource: 'a'.repeat(64) }, { managedDataSource: 'a'.repeat(63) }),
  cron('import from the web', { source: ImportSource.http({ url: 'https://host/a.qcow2' }) }, {}),
  cron('imports to keep', { importsToKeep: -1 }, { importsToKeep: 0 }),
  ...(
    [
      ['URL of an annotated claim', 'VNF301', { url: 'ftp://host/a' }, { url: 'https://host/a' }],
      ['checksum of an annotated claim', 'VNF305', { checksum: 'abc' }, { checksum: `md5:${'0'.repeat(32)}` }],
      ['Secret of an annotated claim', 'VNF308', { secretName: 'a/b' }, { secretName: 'b' }],
      ['archive in an annotated claim', 'VNF321', { url: 'https://host/a.tgz' }, { url: 'https://host/a.qcow2' }],
    ] as const
  ).map(([name, id, bad, good]) =>
    example(
      name,
      id,
      (app, http: Partial<HttpSource>) => {
        new Platform({ cdi: '1.65' }).applyTo(app);
        const source = ImportSource.http({ url: 'https://host/a', ...http });
        new ImportedClaim(chart(app), 'disk', { source, size: '10Gi' });
      },
      bad as Partial<HttpSource>,
      good,
    ),
  ),
  example(
    'empty annotated archive',
    'VNF306',
    (app, contentType: 'archive' | 'kubevirt') => new ImportedClaim(chart(app), 'disk', { ...BLANK, contentType }),
    'archive',
    'kubevirt',
  ),
];
