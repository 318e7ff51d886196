import { Service } from 'cdk8s-plus-27';
import {
  CloudInit,
  DataVolumeTemplate,
  GuestCpu,
  GuestProbe,
  HelmChart,
  ImportSource,
  PodNetwork,
  Values,
  VirtualMachinePool,
  type VnfApp,
} from 'cdk8s-vnf';

const values = Values.object({
  replicas: Values.integer({ default: 3, minimum: 1, maximum: 50, description: 'Resolvers' }),
  image: Values.string({
    default: 'docker://registry.example/resolver:2.4',
    description: 'Disk image of a resolver in a container registry',
  }),
});

/** Resolvers alike, each on a disk of its own, behind one Service. */
export function vnfPool(app: VnfApp): HelmChart<typeof values> {
  const chart = new HelmChart(app, 'vnf-pool', { version: '1.0.0', description: 'Pool of DNS resolvers', values });
  const pool = new VirtualMachinePool(chart, 'resolver', {
    replicas: chart.values.replicas,
    maxUnavailable: 1,
    update: { proactive: 'Oldest' },
    scaleIn: { proactive: 'Newest' },
    cpu: GuestCpu.shared({ cores: 2 }),
    memory: '2Gi',
    disks: [new DataVolumeTemplate({ source: ImportSource.registry({ url: chart.values.image }), size: '10Gi' })],
    interfaces: [PodNetwork.attach()],
    cloudInit: CloudInit.noCloud({ userData: { runcmd: [['systemctl', 'enable', '--now', 'resolver']] } }),
    readinessProbe: GuestProbe.tcpSocket(53),
    topologySpread: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { 'app.kubernetes.io/component': 'resolver' } },
      },
    ],
  });
  const service = new Service(chart, 'dns', { ports: [{ name: 'dns-tcp', port: 53 }] });
  for (const [label, value] of Object.entries(pool.podLabels)) service.selectLabel(label, value);
  return chart;
}
