import { gzipSync } from 'node:zlib';
import { App, JsonPatch } from 'cdk8s';
import { DataVolume } from '../../imports/cdi.kubevirt.io';
import { KubeVirt, VirtualMachine as VirtualMachineObject } from '../../imports/kubevirt.io';
import { Platform } from '../../src/platform';
import { checkRules } from '../../src/rules';
import { CloudInit, KubeVirtConfiguration } from '../../src/vm';
import { chart, vm } from './examples/example';

const SPEC = '/spec/template/spec';
const DISK = `${SPEC}/domain/devices/disks/0`;
const EMPTY_DRIVE = JsonPatch.add(`${SPEC}/domain/devices/disks/-`, { name: 'drive', cdrom: { bus: 'sata' } });

function found(patches: readonly JsonPatch[], platform: Platform, site?: (app: App) => void): string[] {
  const app = new App();
  platform.applyTo(app);
  site?.(app);
  vm(chart(app), { cloudInit: CloudInit.noCloud() }).addJsonPatch(...patches);
  return checkRules(app).map(({ id }) => id);
}

describe('an empty text says nothing', () => {
  test.each([
    ['serial', JsonPatch.add(`${DISK}/serial`, '')],
    ['PCI address', JsonPatch.add(`${DISK}/disk`, { bus: 'sata', pciAddress: '' })],
    ['path in an image', JsonPatch.add(`${SPEC}/volumes/0/containerDisk/path`, '')],
    ['RAM disk', kernel({ kernelPath: '/vmlinuz', initrdPath: '' })],
    ['user data beside a Secret', JsonPatch.add(`${SPEC}/volumes/1/cloudInitNoCloud/secretRef`, { name: 'seed' })],
  ])('%s', (name, patch) => {
    const patches = name.startsWith('user data')
      ? [JsonPatch.add(`${SPEC}/volumes/1/cloudInitNoCloud/userData`, ''), patch]
      : [patch];
    expect(found(patches, new Platform({ kubevirt: '1.9' }))).toEqual([]);
  });

  test('ACPI table', () => {
    const patches = [
      JsonPatch.add(`${SPEC}/volumes/-`, { name: 'slic', secret: { secretName: 'slic' } }),
      JsonPatch.add(`${SPEC}/domain/devices/disks/-`, { name: 'slic', disk: { bus: 'virtio' } }),
      JsonPatch.add(`${SPEC}/domain/firmware/acpi`, { slicNameRef: 'slic', msdmNameRef: '' }),
    ];
    expect(found(patches, new Platform({ kubevirt: '1.9' }))).toEqual([]);
  });
});

test('a slash at the end of a path is none of KubeVirt’s business', () => {
  const patches = [
    JsonPatch.add(`${SPEC}/volumes/0/containerDisk/path`, '/disk/a/'),
    kernel({ kernelPath: '/boot/x/' }),
  ];
  expect(found(patches, new Platform())).toEqual([]);
});

describe('a drive may be empty', () => {
  test('from KubeVirt 1.9 on', () => {
    expect(found([EMPTY_DRIVE], new Platform({ kubevirt: '1.9' }))).toEqual([]);
    expect(found([EMPTY_DRIVE], new Platform({ kubevirt: '1.8' }))).toEqual(['VNF241']);
  });

  test('where the app switches the gate on', () => {
    const featureGates = ['DeclarativeHotplugVolumes'];
    const site = (app: App): unknown => new KubeVirtConfiguration(chart(app, 'site'), 'kubevirt', { featureGates });
    expect(found([EMPTY_DRIVE], new Platform({ kubevirt: '1.8' }), site)).toEqual([]);
  });

  test('unless the app switches the gate off', () => {
    const disabledFeatureGates = ['DeclarativeHotplugVolumes'];
    const site = (app: App): unknown =>
      new KubeVirt(chart(app, 'site'), 'kubevirt', {
        spec: { configuration: { developerConfiguration: { disabledFeatureGates } } },
      });
    expect(found([EMPTY_DRIVE], new Platform({ kubevirt: '1.9' }), site)).toEqual(['VNF241']);
  });

  test('but a disk may not', () => {
    const disk = JsonPatch.add(`${SPEC}/domain/devices/disks/-`, { name: 'data', disk: { bus: 'virtio' } });
    expect(found([disk], new Platform({ kubevirt: '1.9' }))).toEqual(['VNF241']);
  });
});

describe('user data that a guest knows', () => {
  test.each([
    ['PowerShell', { userData: '#ps1_sysnative\nhostname\n' }],
    ['a batch file', { userData: 'rem cmd\nhostname\n' }],
    ['Ignition', { userData: '{ "ignition": { "version": "3.3.0" } }' }],
    ['packed cloud-config', { userDataBase64: gzipSync('#cloud-config\n').toString('base64') }],
    ['Base64 in lines', { userDataBase64: 'I2Nsb3Vk\nLWNvbmZpZwo=\n' }],
  ])('%s', (_, cloudInitConfigDrive) => {
    const seed = JsonPatch.replace(`${SPEC}/volumes/1`, { name: 'cloudinit', cloudInitConfigDrive });
    expect(found([seed], new Platform())).toEqual([]);
  });
});

describe('remedies speak of what the author wrote', () => {
  const long = `#!/bin/sh\n${'# x\n'.repeat(600)}`;
  const nameless = { disk: { bus: 'virtio' } };

  test('an object', () => {
    const app = new App();
    new VirtualMachineObject(chart(app), 'fw', {
      spec: {
        runStrategy: 'Always',
        template: {
          spec: {
            domain: {
              memory: { guest: '2Gi' },
              devices: {
                disks: [{ name: 'seed', disk: { bus: 'virtio' } }],
                interfaces: [{ name: 'lan', bridge: {} }],
              },
            },
            networks: [{ name: 'wan', multus: { networkName: 'wan' } }],
            volumes: [{ name: 'seed', cloudInitNoCloud: { userData: long } }],
          },
        },
      },
    }).addJsonPatch(JsonPatch.add(`${SPEC}/domain/devices/disks/-`, nameless));
    expect(checkRules(app).map(({ id, field, value, remedy }) => [id, field, value, remedy])).toEqual([
      ['VNF202', 'disks[1].name', '(none)', 'call disk and volume disk1'],
      ['VNF241', 'domain.devices.disks[1]', '(none)', 'give it a volume of its name, or leave it out'],
      ['VNF241', 'domain.devices.interfaces[0]', 'lan', 'give it a network of its name, or leave it out'],
      ['VNF241', 'networks[0]', 'wan', 'give it an interface of its name, or leave it out'],
      [
        'VNF310',
        'volumes[0].cloudInitNoCloud.userData',
        '2410 bytes',
        'put it into a Secret, and name that in secretRef',
      ],
    ]);
  });

  test('a patch', () => {
    const app = new App();
    vm(chart(app), { cloudInit: CloudInit.noCloud() }).addJsonPatch(
      JsonPatch.add(`${SPEC}/volumes/1/cloudInitNoCloud/userData`, long),
    );
    expect(checkRules(app).map(({ field, remedy }) => [field, remedy])).toEqual([
      ['volumes[1].cloudInitNoCloud.userData', 'put it into a Secret, and name that in secretRef'],
    ]);
  });

  test('a source of no kind', () => {
    const app = new App();
    const storage = { resources: { requests: { storage: '1Gi' } } };
    new DataVolume(chart(app), 'disk', { spec: { source: { blank: {} }, storage } }).addJsonPatch(
      JsonPatch.remove('/spec/source/blank'),
    );
    expect(checkRules(app).map(({ id, field, value }) => [id, field, value])).toEqual([['VNF303', 'source', '(none)']]);
  });
});

function kernel(container: object): JsonPatch {
  return JsonPatch.add(`${SPEC}/domain/firmware/kernelBoot`, {
    container: { image: 'registry.example/kernel:1', ...container },
  });
}
