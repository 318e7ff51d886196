import type { App } from 'cdk8s';
import {
  DataVolume as DataVolumeObject,
  type DataVolumeProps as DataVolumeObjectProps,
} from '../../../imports/cdi.kubevirt.io';
import { HelmChart } from '../../../src/helm';
import { type MasqueradeOptions, MultusNetwork, PodNetwork } from '../../../src/network';
import { Platform } from '../../../src/platform';
import {
  type CommonDiskOptions,
  DataVolume,
  type DataVolumeProps,
  type DiskBlockSize,
  Disk,
  type HttpSource,
  ImportSource,
  type RegistrySource,
  type RemoteSource,
  type TransferOptions,
  type VirtioDisk,
} from '../../../src/storage';
import {
  AccessCredential,
  type Affinity,
  CloudInit,
  type EfiProps,
  Firmware,
  GuestCpu,
  type GuestCpuProps,
  type GuestDevices,
  type GuestDnsConfig,
  type GuestFeatures,
  type GuestMemoryProps,
  GuestProbe,
  type GuestResources,
  type KernelBoot,
  type SshKeyDelivery,
  type TopologySpread,
  VirtualMachine,
} from '../../../src/vm';
import type { Vnf } from './vnf';

interface Facts {
  readonly platform: { readonly kubevirt: string; readonly cdi: string };
  readonly firmware: EfiProps & { readonly kind: 'bios' | 'efi' | 'secureBoot' };
  readonly kernelBoot: KernelBoot | undefined;
  readonly machine: { readonly architecture: 'amd64' | 'arm64'; readonly type: string | undefined };
  readonly cpu: GuestCpuProps;
  readonly memory: GuestMemoryProps;
  readonly resources: GuestResources | undefined;
  readonly launchSecurity: 'sev' | undefined;
  readonly features: GuestFeatures;
  readonly devices: GuestDevices;
  readonly system: {
    readonly volume: TransferOptions & { readonly size: `${number}Gi` };
    readonly http: HttpSource;
    readonly disk: CommonDiskOptions & VirtioDisk;
  };
  readonly tools: {
    readonly volume: TransferOptions & { readonly size: `${number}Gi` | `${number}` };
    readonly registry: RegistrySource;
  };
  readonly backup: {
    readonly size: `${number}Gi`;
    readonly s3: RemoteSource;
    readonly disk: CommonDiskOptions & { readonly blockSize: DiskBlockSize };
  };
  /** A DataVolume as CDI takes it. */
  readonly scratch: Readonly<Record<string, unknown>>;
  readonly management: MasqueradeOptions;
  readonly hasPodNetwork: boolean;
  readonly start: { readonly paused: boolean; readonly liveness: boolean };
  readonly hostname: string;
  readonly dns: GuestDnsConfig;
  readonly weight: number;
  readonly spread: readonly TopologySpread[];
  readonly keys: SshKeyDelivery;
}

const weighted = (weight: number): Affinity => ({
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight, preference: { matchExpressions: [{ key: 'vnf.example/edge', operator: 'Exists' }] } },
    ],
  },
});

/** An appliance on imported disks that boots signed code only. */
export const APPLIANCE: Vnf<Facts> = {
  name: 'appliance',
  facts: {
    platform: { kubevirt: '1.6', cdi: '1.65' },
    firmware: { kind: 'secureBoot', persistent: true },
    kernelBoot: undefined,
    machine: { architecture: 'amd64', type: undefined },
    cpu: { sockets: 1, cores: 4, maxSockets: 4 },
    memory: { size: '8Gi', maxSize: '16Gi' },
    resources: undefined,
    launchSecurity: undefined,
    features: {},
    devices: { tpm: 'persistent', rng: true, watchdog: 'reset' },
    system: {
      volume: { size: '40Gi' },
      http: {
        url: 'https://images.example/appliance.qcow2',
        secretName: 'images',
        checksum: `sha256:${'0'.repeat(64)}`,
      },
      disk: { bootOrder: 1, serial: 'system-0', pciAddress: '0000:05:00.0' },
    },
    tools: { volume: { size: '2Gi' }, registry: { url: 'docker://registry.example/tools:1.4' } },
    backup: {
      size: '20Gi',
      s3: { url: 'https://s3.eu.example/backup/last.qcow2', secretName: 'bucket' },
      disk: { name: 'backup', blockSize: { logical: 512, physical: 4096 } },
    },
    scratch: {
      source: { blank: {} },
      storage: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
    },
    management: { bootOrder: 2, ports: [{ name: 'https', port: 443 }] },
    hasPodNetwork: true,
    start: { paused: false, liveness: true },
    hostname: 'appliance',
    dns: { nameservers: ['192.0.2.53'], searches: ['vnf.example'] },
    weight: 50,
    spread: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' }],
    keys: 'noCloud',
  },
  build: (app: App, facts) => {
    const { system, tools, backup, firmware, start, machine } = facts;
    new Platform(facts.platform).applyTo(app);
    const chart = new HelmChart(app, 'appliance', { version: '1.0.0' });
    const volume = (id: string, source: ImportSource, props: object): DataVolume =>
      new DataVolume(chart, id, { source, ...props } as DataVolumeProps);
    const disks = [
      Disk.fromDataVolume(volume('system', ImportSource.http(system.http), system.volume), system.disk),
      Disk.fromDataVolume(volume('tools', ImportSource.registry(tools.registry), tools.volume)),
      Disk.fromDataVolume(volume('backup', ImportSource.s3(backup.s3), { size: backup.size }), backup.disk),
    ];
    new DataVolumeObject(chart, 'scratch', { spec: facts.scratch as DataVolumeObjectProps['spec'] });
    const { kind, ...efi } = firmware;
    new VirtualMachine(chart, 'appliance', {
      firmware: kind === 'bios' ? Firmware.bios() : Firmware[kind](efi),
      kernelBoot: facts.kernelBoot,
      architecture: machine.architecture,
      machineType: machine.type,
      cpu: GuestCpu.shared(facts.cpu),
      memory: facts.memory,
      resources: facts.resources,
      launchSecurity: facts.launchSecurity,
      features: facts.features,
      devices: facts.devices,
      disks,
      interfaces: [
        facts.hasPodNetwork
          ? PodNetwork.attach(facts.management)
          : MultusNetwork.fromDefinition('default/management').attach({ bootOrder: 2 }),
      ],
      startPaused: start.paused,
      livenessProbe: start.liveness ? GuestProbe.guestAgentPing({ initialDelaySeconds: 180 }) : undefined,
      readinessProbe: GuestProbe.tcpSocket(443),
      hostname: facts.hostname,
      dnsPolicy: 'None',
      dnsConfig: facts.dns,
      affinity: weighted(facts.weight),
      topologySpread: facts.spread,
      accessCredentials: [AccessCredential.sshKeys('admin-keys', facts.keys)],
      cloudInit: CloudInit.noCloud({ userData: { ssh_pwauth: false } }),
    });
  },
  broken: [
    {
      name: 'secure boot without system management mode',
      cites: ['kubevirt/kubevirt#4897', 'kubevirt/kubevirt#3529', 'kubevirt/kubevirt:examples/vmi-secureboot.yaml'],
      change: { features: { smm: false } },
      expected: ['VNF220'],
    },
    {
      name: 'encrypted memory with secure boot',
      change: { launchSecurity: 'sev' },
      expected: ['VNF211', 'VNF222', 'VNF222'],
    },
    {
      name: 'machine of the last century',
      cites: ['kubevirt/kubevirt:examples/vmi-windows.yaml'],
      change: { machine: { type: 'pc-i440fx-2.10' } },
      expected: ['VNF219'],
    },
    {
      name: 'kernel by a relative path',
      cites: ['kubevirt/kubevirt:examples/vmi-kernel-boot.yaml'],
      change: { kernelBoot: { image: 'registry.example/kernel:6.1', kernelPath: 'boot/vmlinuz' } },
      expected: ['VNF221'],
    },
    { name: 'more sockets than it may ever have', change: { cpu: { sockets: 8 } }, expected: ['VNF210'] },
    { name: 'memory that shrinks to grow', change: { memory: { maxSize: '4Gi' } }, expected: ['VNF211'] },
    {
      name: 'memory in bytes',
      cites: ['kubevirt/kubevirt#9635', 'kubevirt/kubevirt#11960'],
      change: { memory: { size: '8192' } },
      expected: ['VNF205', 'VNF211'],
    },
    {
      name: 'memory request above its limit',
      change: { resources: { requests: { memory: '10Gi' }, limits: { memory: '9Gi' } } },
      expected: ['VNF217'],
    },
    {
      name: 'Hyper-V clock without what it counts with',
      cites: ['kubevirt/kubevirt:examples/vmi-windows.yaml'],
      change: { features: { hyperv: { synictimer: true, synic: false } } },
      expected: ['VNF223'],
    },
    {
      name: 'two displays before the driver',
      cites: ['kubevirt/kubevirt:examples/vmi-gpu.yaml'],
      change: {
        devices: {
          gpus: [
            { name: 'a', resource: 'nvidia.com/GRID_T4-1Q', display: 'with-ramfb' },
            { name: 'b', resource: 'nvidia.com/GRID_T4-1Q', display: 'with-ramfb' },
          ],
        },
      },
      expected: ['VNF231'],
    },
    { name: 'boot order of disk and card alike', change: { management: { bootOrder: 1 } }, expected: ['VNF203'] },
    { name: 'disk name of another disk', change: { backup: { disk: { name: 'rootdisk' } } }, expected: ['VNF202'] },
    {
      name: 'liveness of a paused guest',
      change: { start: { paused: true } },
      expected: ['VNF212'],
    },
    {
      name: 'probe over a network that it does not have',
      change: { hasPodNetwork: false },
      expected: ['VNF213'],
    },
    { name: 'host name in capitals', change: { hostname: 'Appliance' }, expected: ['VNF214'] },
    { name: 'name server by name', change: { dns: { nameservers: ['dns.example'] } }, expected: ['VNF215'] },
    {
      name: 'keys on a config drive that is not there',
      change: { keys: 'configDrive' },
      expected: ['VNF227'],
    },
    {
      name: 'port name of 16 characters',
      change: { management: { ports: [{ name: 'management-https', port: 443 }] } },
      expected: ['VNF228'],
    },
    {
      name: 'devices of another architecture',
      cites: ['kubevirt/kubevirt:examples/vmi-arm.yaml'],
      change: { machine: { architecture: 'arm64' } },
      expected: ['VNF211', 'VNF232'],
    },
    {
      name: 'image from a file server',
      cites: ['kubevirt/containerized-data-importer#2838'],
      change: { system: { http: { url: 'ftp://images.example/appliance.qcow2' } } },
      expected: ['VNF301'],
    },
    {
      name: 'bucket by the scheme of its tools',
      change: { backup: { s3: { url: 's3://backup/last.qcow2' } } },
      expected: ['VNF301'],
    },
    {
      name: 'registry without scheme',
      cites: ['kubevirt/kubevirt:examples/vm-alpine-datavolume.yaml'],
      change: { tools: { registry: { url: 'registry.example/tools:1.4' } } },
      expected: ['VNF301'],
    },
    {
      name: 'image without tag',
      change: { tools: { registry: { url: 'docker://registry.example/tools' } } },
      expected: ['VNF320'],
    },
    {
      name: 'checksum without algorithm',
      change: { system: { http: { checksum: '0'.repeat(64) } } },
      expected: ['VNF305'],
    },
    {
      name: 'archive from a registry',
      change: { tools: { volume: { contentType: 'archive' } } },
      expected: ['VNF306'],
    },
    {
      name: 'Secret of another namespace',
      change: { system: { http: { secretName: 'images/credentials' } } },
      expected: ['VNF308'],
    },
    {
      name: 'archive as a disk',
      change: { system: { http: { url: 'https://images.example/appliance.tar.gz' } } },
      expected: ['VNF321'],
    },
    {
      name: 'checksum that an older CDI drops',
      cites: ['kubevirt/containerized-data-importer#3632'],
      change: { platform: { cdi: '1.62' } },
      expected: ['VNF324'],
    },
    {
      name: 'two sources',
      change: { scratch: { source: { http: { url: 'https://images.example/scratch.raw' } } } },
      expected: ['VNF303'],
    },
    {
      name: 'no source',
      cites: ['kubevirt/containerized-data-importer#1418'],
      change: { scratch: { source: undefined } },
      expected: ['VNF303'],
    },
    {
      name: 'access mode by its short name',
      cites: ['kubevirt/containerized-data-importer#3444', 'kubevirt/kubevirt#7970'],
      change: { scratch: { storage: { accessModes: ['RWX'] } } },
      expected: ['VNF304'],
    },
    {
      name: 'settings that an older KubeVirt drops',
      change: { platform: { kubevirt: '1.0' } },
      expected: ['VNF237', 'VNF237', 'VNF237'],
    },
  ],
  sound: [
    {
      name: 'EFI without secure boot',
      cites: ['kubevirt/kubevirt:examples/vmi-alpine-efi.yaml'],
      change: { firmware: { kind: 'efi' } },
    },
    {
      name: 'kernel by an absolute path',
      cites: ['kubevirt/kubevirt:examples/vmi-kernel-boot.yaml'],
      change: { kernelBoot: { image: 'registry.example/kernel:6.1', kernelPath: '/boot/vmlinuz' } },
    },
    { name: 'machine of a distribution', change: { machine: { type: 'pc-q35-rhel9.4.0' } } },
    { name: 'as many sockets as it may have', change: { cpu: { sockets: 4 } } },
    { name: 'Hyper-V clock', change: { features: { hyperv: { synictimer: 'direct' } } } },
    { name: 'paused guest', change: { start: { liveness: false } } },
    { name: 'keys by the guest agent', change: { keys: { guestAgentUsers: ['admin'] } } },
    {
      name: 'image by its digest',
      change: { tools: { registry: { url: `docker://registry.example/tools@sha256:${'0'.repeat(64)}` } } },
    },
    { name: 'weight 100', change: { weight: 100 } },
    { name: 'blocks of 4096', change: { backup: { disk: { blockSize: { logical: 4096 } } } } },
    { name: 'access mode of shared storage', change: { scratch: { storage: { accessModes: ['ReadWriteMany'] } } } },
  ],
};
