import { type App, JsonPatch } from 'cdk8s';
import { VirtualMachine as VirtualMachineObject } from '../../../imports/kubevirt.io';
import { Platform } from '../../../src/platform';
import { Disk, ImportSource } from '../../../src/storage';
import { CloudInit, DataVolumeTemplate } from '../../../src/vm';
import { chart, type Example, example, IMAGE, vm } from './example';

const SPEC = '/spec/template/spec';
const DISK = `${SPEC}/domain/devices/disks/0`;
const SEED = `${SPEC}/volumes/1`;

/** A VM of the newest KubeVirt, with an image and cloud-init, as patches make it. */
const patched = (name: string, expected: string, bad: readonly JsonPatch[], good: readonly JsonPatch[] = []): Example =>
  example(
    name,
    expected,
    (app, patches: readonly JsonPatch[]) => {
      new Platform({ kubevirt: '1.9' }).applyTo(app);
      vm(chart(app), { cloudInit: CloudInit.noCloud() }).addJsonPatch(...patches);
    },
    bad,
    good,
  );

/** The same, written out with the generated construct. */
const written = (name: string, expected: string, bad: readonly JsonPatch[], good: readonly JsonPatch[] = []): Example =>
  example(
    name,
    expected,
    (app, patches: readonly JsonPatch[]) => {
      new Platform({ kubevirt: '1.9' }).applyTo(app);
      new VirtualMachineObject(chart(app), 'fw', {
        spec: {
          runStrategy: 'Always',
          template: {
            spec: {
              domain: {
                memory: { guest: '2Gi' },
                devices: {
                  disks: [
                    { name: 'rootdisk', disk: { bus: 'virtio' } },
                    { name: 'cloudinit', disk: { bus: 'virtio' } },
                  ],
                },
              },
              volumes: [
                { name: 'rootdisk', containerDisk: { image: 'registry.example/vnf:1.0' } },
                { name: 'cloudinit', cloudInitNoCloud: { userData: '#cloud-config\n' } },
              ],
            },
          },
        },
      }).addJsonPatch(...patches);
    },
    bad,
    good,
  );

/** Another volume, with the device that shows it. */
const shown = (source: object, device: object, list: 'disks' | 'filesystems' = 'disks'): readonly JsonPatch[] => [
  JsonPatch.add(`${SPEC}/volumes/-`, { name: 'data', ...source }),
  list === 'disks'
    ? JsonPatch.add(`${SPEC}/domain/devices/disks/-`, { name: 'data', ...device })
    : JsonPatch.add(`${SPEC}/domain/devices/filesystems`, [{ name: 'data', ...device }]),
];

const onDisk = (source: object): readonly JsonPatch[] => shown(source, { disk: { bus: 'virtio' } });
const disk = (value: object): readonly JsonPatch[] => [JsonPatch.replace(DISK, { name: 'rootdisk', ...value })];
const claimed = (value: object): readonly JsonPatch[] => [
  ...disk(value),
  JsonPatch.replace(`${SPEC}/volumes/0`, { name: 'rootdisk', persistentVolumeClaim: { claimName: 'root' } }),
];
const seed = (value: object): readonly JsonPatch[] => [
  JsonPatch.replace(SEED, { name: 'cloudinit', cloudInitNoCloud: value }),
];
const kernel = (value: object): readonly JsonPatch[] => [JsonPatch.add(`${SPEC}/domain/firmware/kernelBoot`, value)];
/** Network data for a MAC, and an interface of the VM. */
const networkData = (mac: string): readonly JsonPatch[] => [
  JsonPatch.add(`${SPEC}/networks`, [{ name: 'default', pod: {} }]),
  JsonPatch.add(`${SPEC}/domain/devices/interfaces`, [
    { name: 'default', masquerade: {}, macAddress: '52-54-00-00-00-0A' },
  ]),
  ...seed({
    userData: '#cloud-config\n',
    networkData: `version: 2\nethernets: { wan: { match: { macaddress: '${mac}' }, dhcp4: true } }\n`,
  }),
];
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const template = (dataVolumeName: string): DataVolumeTemplate =>
  new DataVolumeTemplate({ source: ImportSource.blank(), size: '1Gi' }, { dataVolumeName });

const templated = (name: string, bad: readonly JsonPatch[], good: readonly JsonPatch[] = []): Example =>
  example(
    name,
    'VNF259',
    (app, patches: readonly JsonPatch[]) => vm(chart(app), { disks: [template('root')] }).addJsonPatch(...patches),
    bad,
    good,
  );

export const ADMISSION_VOLUMES = [
  example(
    'two DataVolumes of one name',
    'VNF259',
    (app: App, name: string) => vm(chart(app), { disks: [template('root'), template(name)] }),
    'root',
    'data',
  ),
  example(
    'DataVolume without name',
    ['VNF244', 'VNF259'],
    (app: App, name: string) => vm(chart(app), { disks: [template(name)] }),
    '',
    'root',
  ),
  templated(
    'DataVolume that no volume names',
    [JsonPatch.replace('/spec/dataVolumeTemplates/0/metadata/name', 'spare')],
    [JsonPatch.replace('/spec/dataVolumeTemplates/0/metadata/name', 'root')],
  ),
  templated('DataVolume in another namespace', [
    JsonPatch.add('/spec/dataVolumeTemplates/0/metadata/namespace', 'images'),
  ]),
  example(
    'kernel without image',
    'VNF221',
    (app: App, image: string) => vm(chart(app), { kernelBoot: { image, kernelPath: '/boot/vmlinuz' } }),
    '',
    'registry.example/kernel:1',
  ),
  patched(
    'kernel without path',
    'VNF221',
    kernel({ container: { image: 'registry.example/kernel:1', kernelPath: '' } }),
    kernel({ container: { image: 'registry.example/kernel:1', kernelPath: '', initrdPath: '/boot/initrd/' } }),
  ),
  patched('arguments without kernel', 'VNF221', kernel({ kernelArgs: 'quiet' }), kernel({})),
  patched(
    'logical unit of a copy',
    'VNF241',
    [
      ...disk({ lun: { bus: 'scsi' } }),
      JsonPatch.replace(`${SPEC}/volumes/0`, {
        name: 'rootdisk',
        ephemeral: { persistentVolumeClaim: { claimName: 'root' } },
      }),
    ],
    claimed({ lun: { bus: 'scsi' } }),
  ),
  example(
    'empty drive on a KubeVirt that takes none',
    'VNF241',
    (app: App, featureGates: readonly string[]) => {
      new Platform({ kubevirt: '1.8', featureGates }).applyTo(app);
      vm(chart(app)).addJsonPatch(
        JsonPatch.add(`${SPEC}/domain/devices/disks/-`, { name: 'drive', cdrom: { bus: 'sata' } }),
      );
    },
    [],
    ['DeclarativeHotplugVolumes'],
  ),
  patched(
    'PCI address on SATA',
    'VNF258',
    [JsonPatch.add(`${DISK}/disk`, { bus: 'sata', pciAddress: '0000:81:01.0' })],
    [JsonPatch.add(`${DISK}/disk`, { bus: 'virtio', pciAddress: '0000:81:01.0' })],
  ),
  written(
    'PCI address without bus',
    'VNF258',
    disk({ disk: { pciAddress: '0000:81:01.0' } }),
    disk({ disk: { pciAddress: '' } }),
  ),
  patched(
    'disk on SATA that cannot be written',
    'VNF258',
    disk({ disk: { bus: 'sata', readonly: true } }),
    disk({ cdrom: { bus: 'sata', readonly: true } }),
  ),
  patched(
    'I/O thread of a logical unit',
    'VNF258',
    claimed({ lun: { bus: 'scsi' }, dedicatedIOThread: true }),
    claimed({ lun: { bus: 'scsi' }, dedicatedIOThread: false }),
  ),
  example(
    'large blocks on a drive',
    'VNF225',
    (app: App, logical: number) => {
      const image = 'registry.example/tools:1.0';
      const tools = Disk.fromContainerImage(image, { device: 'cdrom', blockSize: { logical, physical: 4096 } });
      vm(chart(app), { disks: [IMAGE, tools] });
    },
    4096,
    512,
  ),
  patched(
    'blocks of two kinds',
    'VNF240',
    [JsonPatch.add(`${DISK}/blockSize`, { custom: { logical: 512, physical: 512 }, matchVolume: {} })],
    [JsonPatch.add(`${DISK}/blockSize`, { custom: { logical: 512, physical: 512 }, matchVolume: { enabled: false } })],
  ),
  patched('utility volume', 'VNF257', [JsonPatch.add(`${SPEC}/utilityVolumes`, [{ name: 'backup', claimName: 'a' }])]),
  written('two volumes of one disk', 'VNF202', [
    JsonPatch.add(`${SPEC}/volumes/-`, { name: 'rootdisk', emptyDisk: { capacity: '1Gi' } }),
  ]),
  written('disk without name', 'VNF202', [
    JsonPatch.remove(`${DISK}/name`),
    JsonPatch.remove(`${SPEC}/volumes/0/name`),
  ]),
  patched(
    'DataVolume without its name',
    'VNF244',
    onDisk({ dataVolume: {} }),
    onDisk({ dataVolume: { name: 'data' } }),
  ),
  patched('ConfigMap without name', 'VNF244', onDisk({ configMap: {} }), onDisk({ configMap: { name: 'motd' } })),
  patched('Secret without name', 'VNF244', onDisk({ secret: {} }), onDisk({ secret: { secretName: 'keys' } })),
  patched(
    'service account without name',
    'VNF244',
    onDisk({ serviceAccount: {} }),
    onDisk({ serviceAccount: { serviceAccountName: 'firewall' } }),
  ),
  patched(
    'directory beside those of KubeVirt',
    'VNF244',
    shown({ containerPath: { path: '/var/run/kubevirt-private', readOnly: true } }, { virtiofs: {} }, 'filesystems'),
    shown({ containerPath: { path: '/var/run/share', readOnly: true } }, { virtiofs: {} }, 'filesystems'),
  ),
  patched(
    'image of a given size on the node',
    'VNF244',
    onDisk({ hostDisk: { path: '/images/a.img', type: 'Disk', capacity: '1Gi' } }),
    onDisk({ hostDisk: { path: '/images/a.img', type: 'Disk', capacity: '0' } }),
  ),
  patched(
    'answers from nowhere',
    'VNF240',
    onDisk({ sysprep: {} }),
    onDisk({ sysprep: { secret: { name: 'answers' } } }),
  ),
  patched(
    'two memory dumps',
    'VNF226',
    [
      ...onDisk({ memoryDump: { claimName: 'dump' } }),
      JsonPatch.add(`${SPEC}/volumes/-`, { name: 'again', memoryDump: { claimName: 'again' } }),
      JsonPatch.add(`${SPEC}/domain/devices/disks/-`, { name: 'again', disk: { bus: 'virtio' } }),
    ],
    onDisk({ memoryDump: { claimName: 'dump' } }),
  ),
  patched(
    'metrics on a drive',
    'VNF257',
    shown({ downwardMetrics: {} }, { cdrom: { bus: 'sata' } }),
    shown({ downwardMetrics: {} }, { disk: { bus: 'virtio' } }),
  ),
  written('metrics on SATA', 'VNF257', shown({ downwardMetrics: {} }, { disk: { bus: 'sata' } }), [
    ...shown({ downwardMetrics: {} }, { disk: {} }),
  ]),
  patched(
    'metrics on a disk of no kind',
    'VNF257',
    shown({ downwardMetrics: {} }, {}),
    onDisk({ downwardMetrics: {} }),
  ),
  written(
    'directory of the pod as a disk',
    'VNF257',
    onDisk({ containerPath: { path: '/share', readOnly: true } }),
    shown({ containerPath: { path: '/share', readOnly: true } }, { virtiofs: {} }, 'filesystems'),
  ),
  written(
    'directory of the pod that nothing shows',
    'VNF257',
    [JsonPatch.add(`${SPEC}/volumes/-`, { name: 'data', containerPath: { path: '/share', readOnly: true } })],
    shown({ containerPath: { path: '/share', readOnly: true } }, { virtiofs: {} }, 'filesystems'),
  ),
  written(
    'directory of the pod that the guest would write',
    'VNF257',
    shown({ containerPath: { path: '/share', readOnly: false } }, { virtiofs: {} }, 'filesystems'),
    shown({ containerPath: { path: '/share', readOnly: true } }, { virtiofs: {} }, 'filesystems'),
  ),
  written(
    'user data that is no Base64',
    'VNF310',
    seed({ userDataBase64: '#cloud-config' }),
    seed({ userDataBase64: base64('#cloud-config') }),
  ),
  patched(
    'network data without padding',
    'VNF310',
    seed({ userData: '#cloud-config\n', networkDataBase64: 'dmVyc2lvbjogMgo' }),
    seed({ userData: '#cloud-config\n', networkDataBase64: 'dmVyc2lvbjogMgo=' }),
  ),
  patched(
    'empty user data alone',
    'VNF240',
    seed({ userData: '' }),
    seed({ userData: '', secretRef: { name: 'seed' } }),
  ),
  patched('Secret of user data without name', 'VNF240', seed({ secretRef: {} }), seed({ secretRef: { name: 'seed' } })),
  written(
    'long user data in Base64',
    'VNF310',
    seed({ userDataBase64: base64(`#!/bin/sh\n${'# x\n'.repeat(600)}`) }),
    seed({ secretRef: { name: 'seed' } }),
  ),
  patched(
    'long network data in Base64',
    'VNF310',
    seed({ userData: '#cloud-config\n', networkDataBase64: base64(`version: 2\n${'# x\n'.repeat(600)}`) }),
    seed({ userData: '#cloud-config\n', networkDataSecretRef: { name: 'seed' } }),
  ),
  written(
    'user data of an object without header',
    'VNF311',
    seed({ userData: 'hostname: fw\n' }),
    seed({ userData: '#cloud-config\nhostname: fw\n' }),
  ),
  patched(
    'patched user data without header',
    'VNF311',
    seed({ userDataBase64: base64('hostname: fw\n') }),
    seed({ userDataBase64: base64('#!/bin/sh\nhostname fw\n') }),
  ),
  written(
    'user data of an object that is no YAML',
    'VNF312',
    seed({ userData: '#cloud-config\nruncmd: [ls\n' }),
    seed({ userData: '#cloud-config\nruncmd: [ls]\n' }),
  ),
  patched(
    'patched network data that is no YAML',
    'VNF313',
    seed({ userData: '#cloud-config\n', networkData: '{{ no' }),
    seed({ userData: '#cloud-config\n', networkData: 'version: 2\nethernets: {}\n' }),
  ),
  written(
    'network data of an object for another MAC',
    'VNF314',
    networkData('52:54:00:00:00:09'),
    networkData('52:54:00:00:00:0a'),
  ),
  patched(
    'patched network data for another MAC',
    'VNF314',
    networkData('52:54:00:00:00:09'),
    networkData('52:54:00:00:00:0a'),
  ),
];
