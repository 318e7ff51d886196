import { Deployment, DeploymentStrategy, Service, ServiceType } from 'cdk8s-plus-27';
import * as vnf from 'cdk8s-vnf';

const MEMORY = '4Gi';
const UBUNTU = vnf.Disk.fromContainerImage('integratedcloudnative/ubuntu:16.04');
const nodePort = vnf.Values.nodePort({
  optional: true,
  description: 'Port on every node; Kubernetes picks a free one',
});
const services = vnf.Values.object({ service: vnf.Values.object({ nodePort }) });
const cores = vnf.Values.integer({ default: 2, minimum: 1, maximum: 64, description: 'vCPUs of the firewall' });

/** packetgen → firewall → sink over two networks, all three on a management network, on two clusters. */
export function vfw(app: vnf.VnfApp): vnf.CompositeApp {
  const unprotected = new vnf.NodusNetwork(app, 'unprotected-private-net', { subnet: '192.168.10.0/24' });
  const shielded = new vnf.NodusNetwork(app, 'protected-private-net', { subnet: '192.168.20.0/24' });
  const management = new vnf.NodusNetwork(app, 'emco-private-net', { subnet: '10.10.20.0/24' });

  const outside = unprotected.attach({ guestName: 'eth1', address: '192.168.10.3', mac: '52:57:2b:7b:e4:27' });
  const inside = shielded.attach({ guestName: 'eth2', address: '192.168.20.2', mac: 'fa:d1:3a:a1:5c:67' });
  const fwMgmt = management.attach({ guestName: 'eth3', address: '10.10.20.3', mac: '86:31:ea:6a:ce:75' });
  const drain = shielded.attach({
    interfaceName: 'eth1',
    address: '192.168.20.3',
    routes: [{ to: unprotected.subnet, via: inside.address }],
  });
  const source = unprotected.attach({
    guestName: 'eth1',
    address: '192.168.10.2',
    mac: 'ee:f0:75:e0:b6:26',
    routes: [{ to: shielded.subnet, via: outside.address }],
  });

  const firewall = new vnf.HelmChart(app, 'firewall', { version: '1.0.0', values: vnf.Values.object({ cores }) });
  new vnf.VirtualMachine(firewall, 'firewall', {
    cpu: vnf.GuestCpu.shared({ cores: firewall.values.cores }),
    memory: MEMORY,
    disks: [UBUNTU],
    interfaces: [vnf.PodNetwork.attach(), outside, inside, fwMgmt],
    cloudInit: vnf.CloudInit.noCloud({ userData: { bootcmd: [['sysctl', '-w', 'net.ipv4.ip_forward=1']] } }),
  });

  const packetgen = new vnf.HelmChart(app, 'packetgen', { version: '1.0.0', values: services });
  const generate = `while sleep 1; do echo packet > /dev/udp/${drain.address}/10000; done &`;
  const generator = new vnf.VirtualMachine(packetgen, 'packetgen', {
    memory: MEMORY,
    disks: [UBUNTU],
    interfaces: [
      vnf.PodNetwork.attach(),
      source,
      management.attach({ guestName: 'eth2', address: '10.10.20.2', mac: '0a:c0:37:55:f5:ab' }),
    ],
    cloudInit: vnf.CloudInit.noCloud({
      userData: { bootcmd: [['bash', '-c', generate], 'python3 -m http.server 8183 &'] },
    }),
  });
  const status = new Service(packetgen, 'status', {
    type: ServiceType.NODE_PORT,
    ports: [{ port: 8183, nodePort: vnf.asNumber(packetgen.values.service.nodePort) }],
  });
  for (const [label, value] of Object.entries(generator.podLabels)) status.selectLabel(label, value);

  const sink = new vnf.HelmChart(app, 'sink', { version: '1.0.0', values: services });
  const darkstat = new Deployment(sink, 'sink', { replicas: 1, strategy: DeploymentStrategy.recreate() });
  darkstat.addContainer({
    image: 'electrocucaracha/darkstat:latest',
    portNumber: 667,
    args: ['-i', 'eth1', '-p', '667', '--no-daemon'],
    securityContext: { user: 0, group: 0, ensureNonRoot: false, readOnlyRootFilesystem: false },
  });
  const sinkMgmt = management.attach({ interfaceName: 'eth2', address: '10.10.20.4' });
  new vnf.PodAttachments(darkstat, 'networks', { interfaces: [drain, sinkMgmt] });
  darkstat.exposeViaService({
    serviceType: ServiceType.NODE_PORT,
    ports: [{ port: 667, nodePort: vnf.asNumber(sink.values.service.nodePort) }],
  });

  const provider = new vnf.ClusterProvider(app, 'vfw-cluster-provider');
  const networks = [unprotected, shielded, management];
  const edges = ['edge01', 'edge02'].map((name) => provider.addCluster(name, { labels: ['edge'], networks }));
  const project = new vnf.Project(app, 'vfw-project');
  const logicalCloud = project.addLogicalCloud('lcadmin', { clusters: edges });
  const compositeApp = new vnf.CompositeApp(project, 'vfw', { version: 'v1', apps: [packetgen, firewall, sink] });
  const placement = vnf.Placement.allOf(...edges);
  compositeApp
    .addDeploymentIntentGroup('vfw-dig', { release: 'fw0', logicalCloud, placement })
    .override(packetgen, { service: { nodePort: 30888 } })
    .override(sink, { service: { nodePort: 30677 } });
  return compositeApp;
}
