import {
  AccessCredential,
  CloudInit,
  DataVolume,
  Disk,
  Firmware,
  GuestCpu,
  GuestProbe,
  HelmChart,
  ImportSource,
  PodNetwork,
  Values,
  VirtualMachine,
  type VnfApp,
} from 'cdk8s-vnf';

const values = Values.object({
  imageUrl: Values.string({
    default: 'https://images.registry.example/appliance.qcow2',
    description: 'Where CDI fetches the signed disk image',
  }),
  adminKeys: Values.secretName({ default: 'appliance-admin-keys', description: 'Secret with the SSH keys of admin' }),
  assetTag: Values.string({ default: 'unassigned', description: 'Asset tag in the SMBIOS, for the inventory' }),
});

/** An appliance that boots signed code only, keeps its keys in a TPM, and restarts itself when it hangs. */
export function secureAppliance(app: VnfApp): HelmChart<typeof values> {
  const chart = new HelmChart(app, 'secure-appliance', {
    version: '1.0.0',
    description: 'Appliance with EFI secure boot and a TPM',
    values,
  });
  const disk = new DataVolume(chart, 'disk', {
    source: ImportSource.http({ url: chart.values.imageUrl }),
    size: '40Gi',
  });
  new VirtualMachine(chart, 'secure-appliance', {
    cpu: GuestCpu.shared({ sockets: 1, cores: 4 }),
    memory: '8Gi',
    firmware: Firmware.secureBoot({ persistent: true }),
    identity: { chassis: { asset: chart.values.assetTag } },
    devices: { tpm: 'persistent', rng: true, watchdog: 'reset', graphics: false },
    disks: [Disk.fromDataVolume(disk, { bootOrder: 1, serial: 'system' }), Disk.empty('10Gi', { name: 'cache' })],
    interfaces: [PodNetwork.attach({ ports: [{ name: 'https', port: 443 }], bootOrder: 2 })],
    cloudInit: CloudInit.noCloud({ userData: { disable_root: true, ssh_pwauth: false } }),
    accessCredentials: [AccessCredential.sshKeys(chart.values.adminKeys, 'noCloud')],
    readinessProbe: GuestProbe.tcpSocket(443, { initialDelaySeconds: 30 }),
    livenessProbe: GuestProbe.guestAgentPing({ initialDelaySeconds: 180, failureThreshold: 10 }),
  });
  return chart;
}
