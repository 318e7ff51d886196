import type { App } from 'cdk8s';
import { HelmChart, Values } from '../../../src/helm';
import { type MasqueradeOptions, MultusNetwork, type MultusAttachOptions, PodNetwork } from '../../../src/network';
import { Platform } from '../../../src/platform';
import {
  DataImportCron,
  type DataImportCronProps,
  DataSource,
  DataVolume,
  Disk,
  ImportSource,
  type NamespacedName,
} from '../../../src/storage';
import {
  CloudInit,
  DataVolumeTemplate,
  type TopologySpread,
  VirtualMachineInstanceReplicaSet,
  VirtualMachinePool,
} from '../../../src/vm';
import type { Vnf } from './vnf';

interface Facts {
  readonly cdi: string;
  readonly pool: {
    readonly management: MasqueradeOptions;
    readonly service: MultusAttachOptions;
    readonly labels: Readonly<Record<string, string>>;
    readonly spread: TopologySpread;
    readonly size: `${number}Gi` | `${number}`;
  };
  readonly replicaSet: { readonly management: MasqueradeOptions; readonly hostname: string | undefined };
  readonly golden: Omit<DataImportCronProps, 'source' | 'size'> & { readonly url: string };
  readonly snapshot: NamespacedName;
  readonly values: { readonly replicas: number };
}

/** DNS resolvers alike, on copies of an image that a cron keeps fresh. */
export const RESOLVER_POOL: Vnf<Facts> = {
  name: 'resolver pool',
  facts: {
    cdi: '1.62',
    pool: {
      management: { ports: [{ name: 'dns', port: 53, protocol: 'UDP' }] },
      service: {},
      labels: { tier: 'dns' },
      spread: { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
      size: '10Gi',
    },
    replicaSet: { management: {}, hostname: undefined },
    golden: { url: 'docker://registry.example/resolver', schedule: '0 3 * * 0', importsToKeep: 2 },
    snapshot: { namespace: 'golden', name: 'cache' },
    values: { replicas: 3 },
  },
  build: (app: App, { cdi, pool, replicaSet, golden, snapshot, values }) => {
    new Platform({ cdi }).applyTo(app);
    const chart = new HelmChart(app, 'resolver', {
      version: '1.0.0',
      values: Values.object({ replicas: Values.integer({ default: values.replicas, minimum: 1, maximum: 50 }) }),
    });
    const { url, ...cron } = golden;
    const images = new DataImportCron(chart, 'golden', {
      ...cron,
      source: ImportSource.registry({ url }),
      size: '10Gi',
    });
    const cache = DataSource.ofSnapshot(chart, 'cache', snapshot);
    new DataVolume(chart, 'warm-cache', { source: cache.source });
    new DataVolume(chart, 'spare', { source: ImportSource.snapshot(snapshot), size: '10Gi' });
    new VirtualMachinePool(chart, 'pool', {
      replicas: chart.values.replicas,
      memory: '2Gi',
      labels: pool.labels,
      disks: [new DataVolumeTemplate({ source: images.source, size: pool.size === '10Gi' ? pool.size : '10' })],
      interfaces: [PodNetwork.attach(pool.management), MultusNetwork.fromDefinition('vnf/dns').attach(pool.service)],
      cloudInit: CloudInit.noCloud({ userData: { runcmd: [['systemctl', 'start', 'resolver']] } }),
      topologySpread: [pool.spread],
    });
    new VirtualMachineInstanceReplicaSet(chart, 'canaries', {
      replicas: 2,
      memory: '1Gi',
      hostname: replicaSet.hostname,
      disks: [Disk.fromContainerImage('registry.example/canary:1.4')],
      interfaces: [PodNetwork.attach(replicaSet.management)],
    });
  },
  broken: [
    {
      name: 'MAC of all VMs of a pool',
      cites: ['kubevirt/kubevirt:examples/vm-pool-cirros.yaml', 'k8snetworkplumbingwg/kubemacpool#31'],
      change: { pool: { management: { mac: '52:54:00:12:34:56' } } },
      expected: ['VNF235'],
    },
    {
      name: 'address of all VMs of a pool',
      cites: ['kubevirt/kubevirt:examples/vm-pool-cirros.yaml'],
      change: { pool: { service: { addresses: ['192.0.2.5/24'] } } },
      expected: ['VNF235', 'VNF441'],
    },
    {
      name: 'guest name without a known MAC',
      cites: ['kubevirt/kubevirt#6776'],
      change: { pool: { service: { guestName: 'dns0' } } },
      expected: ['VNF235'],
    },
    {
      name: 'MAC of all VMs of a replica set',
      cites: ['kubevirt/kubevirt:examples/vmi-replicaset-cirros.yaml'],
      change: { replicaSet: { management: { mac: '52:54:00:12:34:57' } } },
      expected: ['VNF235'],
    },
    {
      name: 'host name with a dot in a replica set',
      cites: ['kubevirt/kubevirt:examples/vmi-replicaset-cirros.yaml'],
      change: { replicaSet: { hostname: 'canary.dns' } },
      expected: ['VNF214'],
    },
    {
      name: 'port name in capitals',
      cites: ['kubevirt/kubevirt:examples/vmi-masquerade.yaml'],
      change: { pool: { management: { ports: [{ name: 'DNS', port: 53 }] } } },
      expected: ['VNF228'],
    },
    {
      name: 'schedule of an older cron',
      change: { golden: { schedule: 'weekly' } },
      expected: ['VNF325'],
    },
    {
      name: 'DataSource with a name of 64 characters',
      change: { golden: { managedDataSource: 'a'.repeat(64) } },
      expected: ['VNF325'],
    },
    {
      name: 'image of a cron by https',
      cites: ['kubevirt/kubevirt:examples/vm-alpine-datavolume.yaml'],
      change: { golden: { url: 'https://images.example/resolver.qcow2' } },
      expected: ['VNF301'],
    },
    {
      name: 'snapshot on a CDI that knows none',
      change: { cdi: '1.55' },
      expected: ['VNF324'],
    },
    {
      name: 'snapshot without namespace',
      change: { snapshot: { namespace: '' } },
      expected: ['VNF307'],
    },
    {
      name: 'more replicas by default than the chart takes',
      change: { values: { replicas: 51 } },
      expected: ['VNF107'],
    },
  ],
  sound: [
    { name: 'newer CDI', change: { cdi: '1.66' } },
    { name: 'replica set behind a host name', change: { replicaSet: { hostname: 'canary' } } },
    { name: 'no imports kept', change: { golden: { importsToKeep: 0 } } },
  ],
};
