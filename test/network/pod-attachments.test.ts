import { App } from 'cdk8s';
import { Deployment, DeploymentStrategy } from 'cdk8s-plus-27';
import { HelmChart } from '../../src/helm';
import {
  AttachmentDefinition,
  type Attachment,
  NETWORKS_ANNOTATION,
  PodAttachments,
  SriovNetwork,
} from '../../src/network';

interface PodTemplate {
  readonly metadata: { readonly annotations: Record<string, string> };
  readonly spec: { readonly initContainers?: readonly { readonly command: readonly string[] }[] };
}

function podWith(interfaces: (app: App, chart: HelmChart) => readonly Attachment[]): PodTemplate {
  const app = new App();
  const chart = new HelmChart(app, 'probe', { version: '1.0.0' });
  const probe = new Deployment(chart, 'probe', {
    replicas: 1,
    strategy: DeploymentStrategy.recreate(),
    containers: [{ image: 'registry.example/probe:1.0' }],
  });
  new PodAttachments(probe, 'networks', { interfaces: interfaces(app, chart) });
  const object = chart.render().find(({ kind }) => kind === 'Deployment');
  return (object?.spec as unknown as { readonly template: PodTemplate }).template;
}

test('addresses, MAC and default route are asked of the plugins', () => {
  const pod = podWith((app, chart) => {
    const lan = new AttachmentDefinition(chart, 'lan', {
      config: { type: 'bridge', ipam: { type: 'static' }, capabilities: { ips: true, mac: true } },
    }).network;
    const fast = new SriovNetwork(app, 'fast', {
      resourceName: 'nic',
      ipam: { type: 'static' },
      capabilities: { ips: true },
    });
    return [
      lan.attach({
        interfaceName: 'lan0',
        mac: '52:54:00:00:00:01',
        addresses: ['192.0.2.5/24'],
        routes: [
          { to: '0.0.0.0/0', via: '192.0.2.1' },
          { to: '198.51.100.0/24', via: '192.0.2.9' },
        ],
      }),
      fast.attach({ addresses: ['203.0.113.5/24'] }),
    ];
  });
  expect(JSON.parse(pod.metadata.annotations[NETWORKS_ANNOTATION] ?? '')).toEqual([
    {
      name: 'probe-lan',
      interface: 'lan0',
      mac: '52:54:00:00:00:01',
      ips: ['192.0.2.5/24'],
      'default-route': ['192.0.2.1'],
    },
    { name: 'fast', namespace: 'default', interface: 'net2', ips: ['203.0.113.5/24'] },
  ]);
  expect(pod.spec.initContainers?.map(({ command }) => command.at(-1))).toEqual([
    'ip route replace 198.51.100.0/24 via 192.0.2.9',
  ]);
});

test('no route but the default one needs no init container', () => {
  const pod = podWith((app) => [
    new SriovNetwork(app, 'fast', { resourceName: 'nic' }).attach({ routes: [{ to: '::/0', via: 'fd00::1' }] }),
  ]);
  expect(pod.spec.initContainers).toBeUndefined();
});

test('a network in place of the pod network is the default of Multus', () => {
  const { metadata } = podWith((_, chart) => {
    const lan = new AttachmentDefinition(chart, 'lan', { config: { type: 'bridge' } }).network;
    const wan = new AttachmentDefinition(chart, 'wan', { config: { type: 'bridge' } }).network;
    return [lan.attach({ isPrimary: true }), wan.attach()];
  });
  expect(metadata.annotations['v1.multus-cni.io/default-network']).toBe('probe-lan');
  expect(JSON.parse(metadata.annotations[NETWORKS_ANNOTATION] ?? '')).toEqual([
    { name: 'probe-wan', interface: 'net1' },
  ]);
});
