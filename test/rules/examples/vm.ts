import { JsonPatch, Size } from 'cdk8s';
import { PodNetwork } from '../../../src/network';
import { DataVolume, Disk, ImportSource } from '../../../src/storage';
import { CloudInit, type CpuFeaturePolicy, GuestCpu, type GuestMemoryProps } from '../../../src/vm';
import { chart, example, IMAGE, network, oneVm, vm } from './example';

const userData = (name: string, id: string, bad: string, good: string) =>
  example(
    name,
    id,
    (app, text: string) => vm(chart(app), { cloudInit: CloudInit.noCloud({ userData: text }) }),
    bad,
    good,
  );

export const VM = [
  example(
    'patched MAC',
    'VNF201',
    (app, isPatched: boolean) => {
      const firewall = oneVm(app, PodNetwork.attach(), network(app).attach({ address: '192.168.10.5' }));
      if (isPatched)
        firewall.addJsonPatch(
          JsonPatch.replace('/spec/template/spec/domain/devices/interfaces/1/macAddress', '52:54:00:00:00:99'),
        );
    },
    true,
    false,
  ),
  example(
    'patched network',
    'VNF201',
    (app, isPatched: boolean) => {
      const firewall = oneVm(app, network(app).attach());
      if (isPatched)
        firewall.addJsonPatch(JsonPatch.replace('/spec/template/spec/networks/0/multus/networkName', 'other'));
    },
    true,
    false,
  ),
  example(
    'patched volume',
    'VNF241',
    (app, isPatched: boolean) => {
      const firewall = oneVm(app, PodNetwork.attach());
      if (isPatched) firewall.addJsonPatch(JsonPatch.remove('/spec/template/spec/volumes/0'));
    },
    true,
    false,
  ),
  example(
    'virtual function on the pod network',
    'VNF260',
    (app, isPatched: boolean) => {
      const firewall = oneVm(app, PodNetwork.attach());
      const path = '/spec/template/spec/domain/devices/interfaces/0';
      if (isPatched) firewall.addJsonPatch(JsonPatch.remove(`${path}/masquerade`), JsonPatch.add(`${path}/sriov`, {}));
    },
    true,
    false,
  ),
  example(
    'network without interface',
    'VNF241',
    (app, isPatched: boolean) => {
      const firewall = oneVm(app, PodNetwork.attach());
      if (isPatched)
        firewall.addJsonPatch(
          JsonPatch.add('/spec/template/spec/networks/-', { name: 'more', multus: { networkName: 'more' } }),
        );
    },
    true,
    false,
  ),
  example(
    'disk name twice',
    'VNF202',
    (app, name: string) => vm(chart(app), { disks: [IMAGE, Disk.empty('1Gi', { name })] }),
    'rootdisk',
    'disk1',
  ),
  example(
    'disk name',
    'VNF202',
    (app, name: string) => vm(chart(app), { disks: [IMAGE, Disk.empty('1Gi', { name })] }),
    'Data_Disk',
    'data-disk',
  ),
  example(
    'boot order twice',
    'VNF203',
    (app, bootOrder: number) =>
      vm(chart(app), { disks: [Disk.empty('1Gi', { bootOrder: 1 }), Disk.empty('1Gi', { bootOrder })] }),
    1,
    2,
  ),
  example(
    'serial',
    'VNF204',
    (app, serial: string) => vm(chart(app), { disks: [Disk.empty('1Gi', { serial })] }),
    'no blanks',
    'no-blanks',
  ),
  example(
    'no memory',
    'VNF205',
    (app, isRemoved: boolean) => {
      const firewall = vm(chart(app));
      if (isRemoved) firewall.addJsonPatch(JsonPatch.remove('/spec/template/spec/domain/memory'));
    },
    true,
    false,
  ),
  example(
    'huge pages',
    'VNF206',
    (app, memory: GuestMemoryProps) => vm(chart(app), { memory }),
    { size: Size.mebibytes(1500), hugepages: '1Gi' },
    { size: Size.gibibytes(2), hugepages: '1Gi' },
  ),
  example(
    'half a core',
    'VNF207',
    (app, cores: number) => vm(chart(app), { cpu: GuestCpu.dedicated({ cores }) }),
    1.5,
    2,
  ),
  example(
    'feature policy',
    'VNF208',
    (app, aes: string) => vm(chart(app), { cpu: GuestCpu.shared({ features: { aes: aes as CpuFeaturePolicy } }) }),
    'required',
    'require',
  ),
  example(
    'reserved label',
    'VNF209',
    (app, key: string) => vm(chart(app), { labels: { [key]: 'x' } }),
    'kubevirt.io/nodeName',
    'vnf.example/node',
  ),
  example(
    'import URL',
    'VNF301',
    (app, url: string) => new DataVolume(chart(app), 'disk', { source: ImportSource.http({ url }), size: '10Gi' }),
    'ftp://host/disk.img',
    'https://host/disk.img',
  ),
  example(
    'registry URL',
    'VNF301',
    (app, url: string) => new DataVolume(chart(app), 'disk', { source: ImportSource.registry({ url }), size: '10Gi' }),
    'registry.example/disk:1',
    'docker://registry.example/disk:1',
  ),
  example(
    'volume size',
    'VNF302',
    (app, size: '10' | '10Gi') => new DataVolume(chart(app), 'disk', { source: ImportSource.blank(), size }),
    '10',
    '10Gi',
  ),
  example(
    'long user data',
    'VNF310',
    (app, secret: 'never' | 'when-needed') =>
      vm(chart(app), { cloudInit: CloudInit.noCloud({ userData: `#!/bin/sh\n${'# x\n'.repeat(600)}`, secret }) }),
    'never',
    'when-needed',
  ),
  userData('no header', 'VNF311', 'ssh_pwauth: true\n', '#cloud-config\nssh_pwauth: true\n'),
  userData('no YAML', 'VNF312', '#cloud-config\nruncmd: [ls\n', '#cloud-config\nruncmd: [ls]\n'),
];

export const SECURITY = [
  userData('password in text', 'VNF701', '#cloud-config\npassword: abc\n', '#cloud-config\nssh_pwauth: false\n'),
  userData(
    'password in a script',
    'VNF701',
    "#!/bin/sh\necho 'root:abc' | chpasswd\n",
    '#!/bin/sh\ncat /run/secret | chpasswd\n',
  ),
  userData('private key', 'VNF701', '#!/bin/sh\n# -----BEGIN OPENSSH PRIVATE KEY-----\n', '#!/bin/sh\n'),
  userData(
    'list of chpasswd',
    'VNF701',
    '#cloud-config\nchpasswd:\n  list: |\n    root:abc\n',
    '#cloud-config\nchpasswd:\n  list: |\n    root:RANDOM\n',
  ),
  example(
    'password in cloud-config',
    ['VNF701', 'VNF701', 'VNF701'],
    (app, passwords: boolean) =>
      vm(chart(app), {
        cloudInit: CloudInit.noCloud({
          userData: passwords
            ? {
                password: 'abc',
                chpasswd: { users: [{ name: 'a', password: 'x' }] },
                users: [{ name: 'b', hashed_passwd: '$6$x' }],
              }
            : {
                chpasswd: { users: [{ name: 'a', type: 'RANDOM' }] },
                users: ['default', { name: 'b', lock_passwd: true }],
              },
        }),
      }),
    true,
    false,
  ),
];
