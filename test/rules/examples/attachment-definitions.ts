import type { App } from 'cdk8s';
import { Deployment, ImagePullPolicy } from 'cdk8s-plus-27';
import { NetworkAttachmentDefinition } from '../../../imports/k8s.cni.cncf.io';
import {
  AttachmentDefinition,
  type AttachmentDefinitionProps,
  ClaimedNetwork,
  type CniPlugin,
  MultusNetwork,
  PodAttachments,
  SriovNetwork,
  untypedCni,
} from '../../../src/network';
import { chart, example, vm } from './example';

/** An attachment definition of which the configuration is given. */
const definition = (name: string, id: string, bad: AttachmentDefinitionProps, good: AttachmentDefinitionProps) =>
  example(
    name,
    id,
    (app, props: AttachmentDefinitionProps) => new AttachmentDefinition(chart(app), 'lan', props),
    bad,
    good,
  );

/** A VM on the network of a plugin. */
const onVm = (name: string, id: string, bad: CniPlugin, good: CniPlugin) =>
  example(
    name,
    id,
    (app, config: CniPlugin) => {
      const fw = chart(app);
      vm(fw, { interfaces: [new AttachmentDefinition(fw, 'lan', { config }).network.attach()] });
    },
    bad,
    good,
  );

const plugin = (name: string, id: string, bad: CniPlugin, good: CniPlugin) =>
  definition(name, id, { config: bad }, { config: good });

const text = (name: string, bad: string, good: string) =>
  example(
    name,
    'VNF485',
    (app, config: string) => new NetworkAttachmentDefinition(chart(app), 'lan', { spec: { config } }),
    bad,
    good,
  );

const bridge = (ipam: CniPlugin['ipam']): CniPlugin => ({ type: 'bridge', ipam });
const hostLocal = (range: object): CniPlugin => bridge({ type: 'host-local', subnet: '192.0.2.0/24', ...range });
const whereabouts = (range: object): CniPlugin => bridge({ type: 'whereabouts', ...range } as CniPlugin['ipam']);

function pod(app: App, interfaces: (app: App) => ReturnType<SriovNetwork['attach']>): void {
  const probe = new Deployment(chart(app, 'probe'), 'probe', {
    replicas: 1,
    containers: [
      {
        image: 'registry.example/probe:1.0',
        imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
        securityContext: { user: 1000 },
      },
    ],
  });
  new PodAttachments(probe, 'networks', { interfaces: [interfaces(app)] });
}

export const ATTACHMENT_DEFINITIONS = [
  text('configuration in YAML', 'type: bridge', '{"cniVersion":"0.3.1","type":"bridge"}'),
  text('configuration without plugin', '{"cniVersion":"0.3.1"}', '{"cniVersion":"0.3.1","type":"bridge"}'),
  text(
    'list with a nameless plugin',
    '{"cniVersion":"1.0.0","plugins":[{}]}',
    '{"cniVersion":"1.0.0","plugins":[{"type":"sbr"}]}',
  ),
  text('configuration without version', '{"type":"bridge"}', '{"cniVersion":"1.0.0","type":"bridge"}'),
  text('unknown version', '{"cniVersion":"0.3","type":"bridge"}', '{"cniVersion":"0.3.1","type":"bridge"}'),
  example(
    'name with a dot',
    'VNF486',
    (app, name: string) =>
      new NetworkAttachmentDefinition(chart(app), 'lan', {
        metadata: { name },
        spec: { config: '{"cniVersion":"0.3.1","type":"bridge"}' },
      }),
    'lan.1',
    'lan-1',
  ),
  definition(
    'functions without resource',
    'VNF487',
    { config: { type: 'sriov', vlan: 0 } },
    { config: { type: 'sriov', vlan: 0 }, resourceName: 'intel.com/vfs' },
  ),
  definition(
    'resource without prefix',
    'VNF487',
    { config: { type: 'sriov', vlan: 0 }, resourceName: 'vfs' },
    { config: { type: 'sriov', vlan: 0 }, resourceName: 'intel.com/vfs' },
  ),
  plugin(
    'hairpin on a promiscuous bridge',
    'VNF488',
    { type: 'bridge', hairpinMode: true, promiscMode: true },
    { type: 'bridge', promiscMode: true },
  ),
  plugin(
    'addresses of an interface that stays down',
    'VNF488',
    { type: 'bridge', disableContainerInterface: true, ipam: { type: 'dhcp' } },
    { type: 'bridge', disableContainerInterface: true },
  ),
  plugin(
    'trunk backwards',
    'VNF488',
    { type: 'bridge', vlanTrunk: [{ minID: 20, maxID: 10 }] },
    { type: 'bridge', vlanTrunk: [{ minID: 10, maxID: 20 }] },
  ),
  plugin(
    'VLAN out of range in a trunk',
    'VNF488',
    { type: 'ovs', trunk: [{ id: 5000 }] },
    { type: 'ovs', trunk: [{ id: 4000 }] },
  ),
  definition(
    'two host interfaces',
    'VNF488',
    { config: untypedCni({ type: 'host-device', device: 'eth1', pciBusID: '0000:3d:00.1' }) },
    { config: { type: 'host-device', device: 'eth1' } },
  ),
  plugin('VLAN of a bridge', 'VNF451', { type: 'bridge', vlan: 4095 }, { type: 'bridge', vlan: 4094 }),
  plugin(
    'VLAN of a host interface',
    'VNF451',
    { type: 'vlan', master: 'eth1', vlanId: -1 },
    { type: 'vlan', master: 'eth1', vlanId: 1 },
  ),
  plugin(
    'range outside its subnet',
    'VNF452',
    hostLocal({ rangeEnd: '192.0.3.9' }),
    hostLocal({ rangeEnd: '192.0.2.9' }),
  ),
  plugin(
    'one of several subnets with host bits',
    'VNF452',
    bridge({ type: 'host-local', ranges: [[{ subnet: '192.0.2.0/24' }], [{ subnet: '198.51.100.1/24' }]] }),
    bridge({ type: 'host-local', ranges: [[{ subnet: '192.0.2.0/24' }], [{ subnet: 'fd00::/64' }]] }),
  ),
  plugin(
    'keys of host-local for whereabouts',
    'VNF489',
    whereabouts({ subnet: '192.0.2.0/24' }),
    whereabouts({ range: '192.0.2.0/24' }),
  ),
  plugin(
    'malformed range of whereabouts',
    'VNF489',
    whereabouts({ range: '192.0.2.10-192.0.2.99' }),
    whereabouts({ range: '192.0.2.10-192.0.2.99/24' }),
  ),
  plugin(
    'fixed address without prefix length',
    'VNF492',
    bridge({ type: 'static', addresses: [{ address: '192.0.2.5' }] }),
    bridge({ type: 'static', addresses: [{ address: '192.0.2.5/24', gateway: '192.0.2.1' }] }),
  ),
  plugin(
    'gateway with prefix length',
    'VNF492',
    bridge({ type: 'static', routes: [{ dst: '0.0.0.0/0', gw: '192.0.2.1/24' }] }),
    bridge({ type: 'static', routes: [{ dst: '0.0.0.0/0', gw: '192.0.2.1' }] }),
  ),
  onVm('VM on macvlan', 'VNF490', { type: 'macvlan', master: 'eth1' }, { type: 'bridge', bridge: 'br-eth1' }),
  onVm(
    'VM on addresses without a route',
    'VNF493',
    bridge({ type: 'host-local', subnet: '192.0.2.0/24' }),
    bridge({ type: 'host-local', subnet: '192.0.2.0/24', routes: [{ dst: '198.51.100.0/24' }] }),
  ),
  example(
    'address that no plugin gives a pod',
    'VNF491',
    (app, ipam: CniPlugin['ipam']) =>
      pod(app, (at) =>
        new SriovNetwork(at, 'fast', { resourceName: 'vfs', capabilities: { ips: true }, ipam }).attach({
          addresses: ['192.0.2.5/24'],
        }),
      ),
    undefined,
    { type: 'static' },
  ),
  example(
    'claimed card on a pod',
    'VNF494',
    (app, isClaimed: boolean) =>
      pod(app, () =>
        isClaimed
          ? ClaimedNetwork.fromClaim('wan', { name: 'cards', request: 'first' }).attach()
          : MultusNetwork.fromDefinition('wan').attach(),
      ),
    true,
    false,
  ),
];
