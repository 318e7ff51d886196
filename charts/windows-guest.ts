import {
  DataVolumeTemplate,
  Disk,
  GuestVolume,
  HelmChart,
  ImportSource,
  InstancetypeMatcher,
  PodNetwork,
  PreferenceMatcher,
  Values,
  VirtualMachine,
  type VnfApp,
} from 'cdk8s-vnf';

const values = Values.object({
  instancetype: Values.string({ default: 'u1.large', description: 'Size: one of the cluster’s instance types' }),
  isoUrl: Values.string({
    default: 'https://images.registry.example/windows-server.iso',
    description: 'Where CDI fetches the installation medium',
  }),
  answers: Values.dnsLabel({ default: 'windows-answers', description: 'ConfigMap with autounattend.xml' }),
});

/** A Windows server for element managers that know nothing else: sized and tuned by the cluster's own types. */
export function windowsGuest(app: VnfApp): HelmChart<typeof values> {
  const chart = new HelmChart(app, 'windows-guest', {
    version: '1.0.0',
    description: 'Windows server with an instance type and a preference',
    values,
  });
  new VirtualMachine(chart, 'windows-guest', {
    instancetype: InstancetypeMatcher.fromName(chart.values.instancetype),
    preference: PreferenceMatcher.fromName('windows.2k22.virtio'),
    disks: [
      new DataVolumeTemplate({ source: ImportSource.blank(), size: '80Gi' }, { name: 'system', bootOrder: 1 }),
      new DataVolumeTemplate(
        { source: ImportSource.http({ url: chart.values.isoUrl }), size: '8Gi' },
        { name: 'setup', device: 'cdrom', bootOrder: 2 },
      ),
      Disk.fromContainerImage('registry.example/virtio-win:1.9', { name: 'drivers', device: 'cdrom' }),
      GuestVolume.sysprep({ configMapName: chart.values.answers }, { name: 'answers', device: 'cdrom' }),
    ],
    interfaces: [PodNetwork.attach({ ports: [{ name: 'rdp', port: 3389 }] })],
    devices: { tpm: 'persistent' },
    terminationGracePeriodSeconds: 3600,
  });
  return chart;
}
