import { App } from 'cdk8s';
import { HelmChart, Values } from '../../src/helm';
import { AttachmentDefinition, type AttachmentDefinitionProps, type CniPlugin, untypedCni } from '../../src/network';

function configFor(props: AttachmentDefinitionProps): string {
  const chart = new HelmChart(new App(), 'net', { version: '1.0.0' });
  new AttachmentDefinition(chart, 'lan', props);
  return (chart.render()[0]?.spec as { readonly config: string }).config;
}

const IPAM = { type: 'whereabouts', range: '192.0.2.0/24', range_start: '192.0.2.10' } as const;

test.each<[string, CniPlugin, string]>([
  [
    'a bridge',
    { ipam: { type: 'dhcp' }, bridge: 'br1', vlan: 5, type: 'bridge' },
    '"type":"bridge","bridge":"br1","vlan":5,"ipam":{"type":"dhcp"}',
  ],
  [
    'a trunk',
    { type: 'bridge', vlanTrunk: [{ id: 3 }, { minID: 5, maxID: 9 }] },
    '"type":"bridge","vlanTrunk":[{"id":3},{"minID":5,"maxID":9}]',
  ],
  [
    'macvlan',
    { type: 'macvlan', master: 'eth1', mode: 'passthru' },
    '"type":"macvlan","master":"eth1","mode":"passthru"',
  ],
  ['ipvlan', { type: 'ipvlan', master: 'eth1', mode: 'l3s' }, '"type":"ipvlan","master":"eth1","mode":"l3s"'],
  [
    'a VLAN',
    { type: 'vlan', master: 'eth1', vlanId: 7, ipam: IPAM },
    '"type":"vlan","master":"eth1","vlanId":7,"ipam":{"type":"whereabouts","range":"192.0.2.0/24","range_start":"192.0.2.10"}',
  ],
  [
    'a host interface',
    { type: 'host-device', pciBusID: '0000:3d:00.1' },
    '"type":"host-device","pciBusID":"0000:3d:00.1"',
  ],
  ['a routed pair', { type: 'ptp', ipMasq: true }, '"type":"ptp","ipMasq":true'],
  ['a tap', { type: 'tap', multiQueue: true, owner: 107 }, '"type":"tap","multiQueue":true,"owner":107'],
  ['a virtual function', { type: 'sriov', vlan: 0, trust: 'on' }, '"type":"sriov","vlan":0,"trust":"on"'],
  ['InfiniBand', { type: 'ib-sriov', link_state: 'enable' }, '"type":"ib-sriov","link_state":"enable"'],
  ['Open vSwitch', { type: 'ovs', bridge: 'br-int', vlan: 3 }, '"type":"ovs","bridge":"br-int","vlan":3'],
  [
    'fixed addresses',
    { type: 'bridge', ipam: { type: 'static', addresses: [{ address: '192.0.2.5/24' }] } },
    '"type":"bridge","ipam":{"type":"static","addresses":[{"address":"192.0.2.5/24"}]}',
  ],
])('%s stands in canonical order', (_, config, text) => {
  expect(configFor({ config })).toBe(`{"cniVersion":"0.3.1","name":"net-lan",${text}}`);
});

test('plugins in a row make a list', () => {
  expect(
    configFor({
      config: { type: 'bridge', bridge: 'br1' },
      chain: [
        { type: 'tuning', mtu: 9000 },
        { type: 'sbr' },
        { type: 'bandwidth', capabilities: { bandwidth: true } },
        { type: 'portmap', capabilities: { portMappings: true } },
      ],
      cniVersion: '1.0.0',
    }),
  ).toBe(
    '{"cniVersion":"1.0.0","name":"net-lan","plugins":[{"type":"bridge","bridge":"br1"},{"type":"tuning","mtu":9000},' +
      '{"type":"sbr"},{"type":"bandwidth","capabilities":{"bandwidth":true}},{"type":"portmap","capabilities":{"portMappings":true}}]}',
  );
});

test('values of the chart stand at the leaves', () => {
  const chart = new HelmChart(new App(), 'net', {
    version: '1.0.0',
    values: Values.object({ vlan: Values.integer({ default: 5 }), master: Values.string({ default: 'eth1' }) }),
  });
  new AttachmentDefinition(chart, 'lan', {
    config: { type: 'vlan', master: chart.values.master, vlanId: chart.values.vlan },
    resourceName: 'example.com/lan',
  });
  const [definition] = chart.render({ vlan: 9 }, { name: 'fw0' });
  expect(definition).toMatchObject({
    metadata: { annotations: { 'k8s.v1.cni.cncf.io/resourceName': 'example.com/lan' } },
    spec: { config: '{"cniVersion":"0.3.1","name":"fw0-net-lan","type":"vlan","master":"eth1","vlanId":9}' },
  });
});

test('a plugin that nobody here knows is written as it is given', () => {
  expect(configFor({ config: untypedCni({ type: 'my-cni', lanes: 4 }) })).toContain('"type":"my-cni","lanes":4');
  expect(() => untypedCni({ type: '' })).toThrow('names no plugin');
});

test('a definition of virtual functions is attached as one', () => {
  const chart = new HelmChart(new App(), 'net', { version: '1.0.0' });
  const binding = (config: CniPlugin): unknown =>
    new AttachmentDefinition(chart, config.type, { config }).network.attach().binding;
  expect(
    [{ type: 'sriov', vlan: 0 } as const, { type: 'ib-sriov' } as const, { type: 'ovs' } as const].map(binding),
  ).toEqual(['sriov', 'sriov', 'bridge']);
});

test('wrong keys do not compile', () => {
  const configs: AttachmentDefinitionProps['config'][] = [
    // @ts-expect-error a bridge has no master
    { type: 'bridge', master: 'eth1' },
    // @ts-expect-error a VLAN has one
    { type: 'vlan', vlanId: 5 },
    // @ts-expect-error modes of ipvlan are others
    { type: 'ipvlan', mode: 'bridge' },
    // @ts-expect-error one host interface, not two
    { type: 'host-device', device: 'eth1', pciBusID: '0000:3d:00.1' },
    // @ts-expect-error keys of host-local
    { type: 'bridge', ipam: { type: 'whereabouts', range: '192.0.2.0/24', rangeStart: '192.0.2.10' } },
    // @ts-expect-error keys of whereabouts
    { type: 'bridge', ipam: { type: 'host-local', range: '192.0.2.0/24' } },
    // @ts-expect-error the VLAN of a function is written out
    { type: 'sriov' },
    // @ts-expect-error no such plugin
    { type: 'bridges' },
  ];
  expect(configs).toHaveLength(8);
});
