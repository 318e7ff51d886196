import { hashedName } from '../../../src';
import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { at, listAt } from '../../../src/rules/json';
import { corpus, objectsOf } from './support';

const named = (name: string) => corpus.filter((source) => source.name === `${name}.yaml`);
const vm = (text: string, name: string) => objectsOf(text).find((object) => at(object, 'metadata', 'name') === name);

describe('deprecated forms', () => {
  it('are carried over', () => {
    const carried = vm(importManifests(named('talk-hugepages'), { name: 'vnf' }).text, 'huge');
    expect(carried).toMatchObject({ apiVersion: 'kubevirt.io/v1alpha3', spec: { running: true } });
    expect(at(carried, 'spec', 'runStrategy')).toBeUndefined();
  });

  it('are written in the forms of today', () => {
    const { text } = importManifests(named('talk-hugepages'), { name: 'vnf', modernize: true });
    const modern = vm(text, 'huge');
    expect(modern).toMatchObject({ apiVersion: 'kubevirt.io/v1', spec: { runStrategy: 'Always' } });
    expect(at(modern, 'spec', 'running')).toBeUndefined();
    expect(text).not.toContain('JsonPatch');
  });

  it('stopped VMs stay so', () => {
    const { text } = importManifests(named('talk-cdi-claim'), { name: 'vnf', modernize: true });
    expect(at(vm(text, 'fedora-vm'), 'spec', 'runStrategy')).toBe('Halted');
  });

  it('Nodus annotations follow KubeVirt 1.0 in how they call interfaces', () => {
    const { text } = importManifests(named('vfw'), { name: 'vfw', modernize: true });
    expect(text).toContain('const app = new VnfApp();');
    const annotations = at(vm(text, 'firewall'), 'spec', 'template', 'metadata', 'annotations');
    const interfaces = listAt(JSON.parse(String(at(annotations, 'k8s.plugin.opnfv.org/nfn-network'))), 'interface');
    expect(interfaces.map((one) => at(one, 'interface'))).toEqual(['unprotected', 'protected', 'emco'].map(hashedName));
  });

  const gateway = (more: string) => `
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: {name: gated}
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        memory: {guest: 1Gi}
        devices:
          disks: [{name: cloudinit, disk: {bus: virtio}}]
          interfaces: [{name: lan, bridge: {}, macAddress: '52:54:00:00:00:01'}]
      networks: [{name: lan, multus: {networkName: lan}}]
      volumes:
        - name: cloudinit
          cloudInitNoCloud:
            networkData: |
              version: 2
              ethernets:
                eth1:
                  match: {macaddress: "52:54:00:00:00:01"}
                  set-name: eth1
                  addresses: [192.0.2.2/24]
${more}`;

  it('gateway4 becomes a default route', () => {
    const source = { name: 'gated', text: gateway('                  gateway4: 192.0.2.1\n') };
    const carried = importManifests([source], { name: 'vnf' });
    expect(carried.text).toContain('gateway4: 192.0.2.1');
    expect(carried.findings.map(({ id }) => id)).toContain('VNF319');
    const modern = importManifests([source], { name: 'vnf', modernize: true });
    expect(modern.text).toContain("routes: [{ to: '0.0.0.0/0', via: '192.0.2.1' }]");
    expect(modern.text).not.toContain('NetworkData.raw');
    expect(modern.findings).toEqual([]);
  });

  it('comments in network data go with the facts that they are about', () => {
    const source = {
      name: 'gated',
      text: gateway('                  # The uplink of the site\n                  mtu: 1400\n'),
    };
    const { text } = importManifests([source], { name: 'vnf' });
    expect(text).toMatch(/^\/\/ The uplink of the site\nnew VirtualMachine\(chart, 'gated', \{$/m);
    expect(text).toContain('mtu: 1400');
  });
});
