import { App } from 'cdk8s';
import { HelmChart } from '../../src/helm';
import { MultusNetwork, PodNetwork } from '../../src/network';
import { Platform, Requirements } from '../../src/platform';
import { Disk } from '../../src/storage';
import {
  Firmware,
  GuestCpu,
  GuestProfile,
  GuestVolume,
  KubeVirtConfiguration,
  type SizedVirtualMachineProps,
  VirtualMachine,
  VirtualMachineExport,
  VirtualMachineSnapshot,
} from '../../src/vm';

const disks = [Disk.fromContainerImage('registry.example/vnf:1.0')];

function chartOn(kubevirt: string): HelmChart {
  const app = new App();
  new Platform({ kubevirt }).applyTo(app);
  return new HelmChart(app, 'fw', { version: '1.0.0' });
}

function gatesOf(kubevirt: string, props: Partial<SizedVirtualMachineProps>): string[] {
  const vm = new VirtualMachine(chartOn(kubevirt), 'fw', { memory: '4Gi', disks, ...props });
  return Requirements.of(vm).featureGates;
}

const numa = { cpu: GuestCpu.dedicated({ cores: 2, numaPassthrough: true }) };
const files = GuestVolume.configMap('files', { device: 'directory', name: 'files' });
const claim = Disk.fromClaim('claim', { device: 'directory', name: 'claim' });
const plugin = [MultusNetwork.fromDefinition('lan').attach({ binding: { plugin: 'macvtap' } })];

test.each<[what: string, kubevirt: string, props: Partial<SizedVirtualMachineProps>, gates: string[]]>([
  ['nothing', '1.6', {}, []],
  ['no disk', '1.4', { disks: [] }, []],
  ['pinned CPUs', '1.9', { cpu: GuestCpu.dedicated({ cores: 2 }) }, ['CPUManager']],
  ['NUMA cells', '1.3', numa, ['CPUManager', 'NUMA']],
  ['NUMA cells', '1.4', numa, ['CPUManager']],
  ['CPU features', '1.1', { cpu: GuestCpu.shared({ features: { aes: 'require' } }) }, ['CPUNodeDiscovery']],
  ['CPU features', '1.2', { cpu: GuestCpu.shared({ features: { aes: 'require' } }) }, []],
  ['migration', '0.58', { evictionStrategy: 'LiveMigrate' }, ['LiveMigration']],
  ['migration', '1.6', { evictionStrategy: 'LiveMigrate' }, []],
  ['no migration', '0.58', { evictionStrategy: 'None' }, []],
  ['a persistent TPM', '1.5', { devices: { tpm: 'persistent' } }, ['VMPersistentState']],
  ['persistent EFI', '1.5', { firmware: Firmware.efi({ persistent: true }) }, ['VMPersistentState']],
  ['an ephemeral TPM', '1.5', { devices: { tpm: 'ephemeral' } }, []],
  ['a persistent TPM', '1.6', { devices: { tpm: 'persistent' } }, []],
  ['a GPU', '1.3', { devices: { gpus: [{ name: 'a', resource: 'nvidia.com/T4' }] } }, ['GPU']],
  ['a host device', '1.9', { devices: { hostDevices: [{ name: 'a', resource: 'intel.com/qat' }] } }, ['HostDevices']],
  ['a claimed GPU', '1.8', { devices: { gpus: [{ name: 'a', claim: { name: 'c', request: 'r' } }] } }, ['GPUsWithDRA']],
  ['a host disk', '1.9', { disks: [GuestVolume.hostDisk({ path: '/a' })] }, ['HostDisk']],
  ['files as a directory', '1.4', { disks: [files] }, ['ExperimentalVirtiofsSupport']],
  ['files as a directory', '1.7', { disks: [files] }, ['EnableVirtioFsConfigVolumes']],
  ['files as a directory', '1.8', { disks: [files] }, []],
  ['a claim as a directory', '1.8', { disks: [claim] }, ['EnableVirtioFsStorageVolumes']],
  ['a binding plugin', '1.4', { interfaces: plugin }, ['NetworkBindingPlugins']],
  ['a binding plugin', '1.5', { interfaces: plugin }, []],
  ['passt', '1.8', { interfaces: [PodNetwork.attach({ binding: 'passt' })] }, ['PasstBinding']],
  ['passt', '1.9', { interfaces: [PodNetwork.attach({ binding: 'passt' })] }, []],
  ['hooks', '1.9', { hookSidecars: [{ image: 'registry.example/hook:1' }] }, ['Sidecar']],
  ['a socket', '1.9', { devices: { vsock: true } }, ['VSOCK']],
  ['metrics', '1.9', { devices: { downwardMetrics: true } }, ['DownwardMetrics']],
  ['a data plane', '1.6', GuestProfile.dataPlane({ cores: 4, memory: '4Gi' }), ['CPUManager']],
])('%s on KubeVirt %s', (_, kubevirt, props, gates) => {
  expect(gatesOf(kubevirt, props)).toEqual(gates);
});

test('what is added after the site chart was written is in it', () => {
  const chart = chartOn('1.4');
  const site = new HelmChart(chart.node.root, 'site', { version: '1.0.0' });
  new KubeVirtConfiguration(site, 'kubevirt', { featureGates: ['HotplugVolumes'] });
  const vm = new VirtualMachine(chart, 'fw', { memory: '4Gi', disks });
  vm.addInterface(plugin[0] as (typeof plugin)[0]);
  vm.addDisk(GuestVolume.hostDisk({ path: '/a' }));
  expect(site.render()[0]).toMatchObject({
    spec: {
      configuration: {
        developerConfiguration: { featureGates: ['HostDisk', 'HotplugVolumes', 'NetworkBindingPlugins'] },
      },
    },
  });
});

test('snapshots and exports need gates until they are on by default', () => {
  const gatesOn = (kubevirt: string): string[] => {
    const chart = chartOn(kubevirt);
    const source = new VirtualMachine(chart, 'fw', { memory: '4Gi', disks });
    new VirtualMachineSnapshot(chart, 'before', { source });
    new VirtualMachineExport(chart, 'image', { source });
    return Requirements.of(chart).featureGates;
  };
  expect(gatesOn('1.8')).toEqual(['Snapshot', 'VMExport']);
  expect(gatesOn('1.9')).toEqual([]);
});
