import { Testing } from 'cdk8s';
import { HelmChart } from '../../src/helm';
import { at, listAt } from '../../src/rules/json';
import { MultusNetwork, NodusNetwork, PodNetwork } from '../../src/network';
import { Disk, ImportSource } from '../../src/storage';
import { CloudInit, DataVolumeTemplate, VirtualMachine } from '../../src/vm';

/** What VMs that exist already may be called and may leave open. */
describe('VMs that exist already', () => {
  const chart = new HelmChart(Testing.app(), 'vnf', {
    version: '1.0.0',
    objectNames: 'path',
    namespace: 'edge',
    standardLabels: false,
  });
  const lan = new NodusNetwork(chart, 'lan-net', { subnet: '192.0.2.0/24' });
  new VirtualMachine(chart, 'vnf', {
    memory: '1Gi',
    identity: { others: 'from-cluster' },
    disks: [
      Disk.fromContainerImage('registry.example/vnf:1'),
      new DataVolumeTemplate(
        { source: ImportSource.blank(), size: '1Gi' },
        { name: 'data', dataVolumeName: 'data-of-vnf' },
      ),
    ],
    interfaces: [
      PodNetwork.attach({ id: 'nic0', kernelName: 'enp1s0' }),
      lan.attach({ id: 'lan', guestName: 'eth1', address: '192.0.2.5', mac: '52:54:00:00:00:01' }),
      MultusNetwork.fromDefinition('mgmt').attach({ id: 'mgmt', mac: '52:54:00:00:00:02', configured: false }),
    ],
    cloudInit: CloudInit.noCloud({ disk: { name: 'cloudinitdisk', device: 'cdrom' } }),
  });
  new VirtualMachine(chart, 'bare', { memory: '1Gi', disks: [], devices: { podInterface: true } });
  const byName = new Map(chart.render().map((object) => [at(object, 'metadata', 'name'), object]));
  const vnf = byName.get('vnf');
  const template = at(vnf, 'spec', 'template');
  const devices = at(template, 'spec', 'domain', 'devices');
  const volume = listAt(template, 'spec', 'volumes').at(-1);

  it('keep their names and namespace', () => {
    expect(at(vnf, 'metadata')).toEqual({ name: 'vnf', namespace: 'edge' });
    expect(listAt(vnf, 'spec', 'dataVolumeTemplates').map((one) => at(one, 'metadata', 'name'))).toEqual([
      'data-of-vnf',
    ]);
    expect(listAt(template, 'spec', 'networks').map((one) => at(one, 'name'))).toEqual(['nic0', 'lan', 'mgmt']);
  });

  it('leave their identity to the cluster', () => {
    expect(at(template, 'spec', 'domain', 'firmware')).toBeUndefined();
    expect(listAt(devices, 'interfaces').map((one) => at(one, 'macAddress'))).toEqual([
      undefined,
      '52:54:00:00:00:01',
      '52:54:00:00:00:02',
    ]);
  });

  it('name the Nodus network, whatever the VM calls it', () => {
    const annotation = at(template, 'metadata', 'annotations', 'k8s.plugin.opnfv.org/nfn-network');
    expect(at(listAt(JSON.parse(String(annotation)), 'interface')[0], 'name')).toBe('lan-net');
  });

  it('configure interfaces by the names of the kernel, and leave some to the image', () => {
    const networkData = at(volume, 'cloudInitNoCloud', 'networkData');
    expect(networkData).toMatch(/ethernets:\n {2}"?enp1s0"?:\n {4}dhcp4: true\n {2}"?eth1"?:/);
    expect(networkData).not.toContain('00:02');
    expect(at(volume, 'name')).toBe('cloudinitdisk');
    expect(listAt(devices, 'disks').at(-1)).toEqual({ name: 'cloudinitdisk', cdrom: { bus: 'sata' } });
  });

  it('have MACs on config drives, which know nothing else', () => {
    const drive = new HelmChart(Testing.app(), 'drive', { version: '1.0.0' });
    const vm = new VirtualMachine(drive, 'drive', {
      memory: '1Gi',
      disks: [],
      interfaces: [PodNetwork.attach({ kernelName: 'eth0', mac: '52:54:00:00:00:09' })],
      cloudInit: CloudInit.configDrive(),
    });
    expect(vm.cloudInitTexts?.networkData).toContain('"ethernet_mac_address":"52:54:00:00:00:09"');
  });

  it('get the interface that KubeVirt gives to VMs without any', () => {
    const bare = at(byName.get('bare'), 'spec', 'template', 'spec', 'domain', 'devices');
    expect(at(bare, 'autoattachPodInterface')).toBeUndefined();
  });
});
