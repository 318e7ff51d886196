import { App, ApiObject, JsonPatch, Size } from 'cdk8s';
import { Deployment, DeploymentStrategy } from 'cdk8s-plus-27';
import { ClusterProvider } from '../../src/emco/cluster';
import { CompositeApp } from '../../src/emco/composite-app';
import { Placement } from '../../src/emco/placement';
import { Project } from '../../src/emco/project';
import { HelmChart, Values } from '../../src/helm';
import { NFN_NETWORK_ANNOTATION, NodusNetwork, PodAttachments, SriovNetwork } from '../../src/network';
import { checkRules } from '../../src/rules';
import { CloudInit } from '../../src/vm';
import { chart, network, provider, vm } from './examples/example';

/** Every mistake that an author of a VNF is known to make, in one app. */
function everythingWrong(): App {
  const app = new App();
  const left = network(app, 'left', { reserved: ['192.168.10.200..192.168.10.250'] });
  const right = network(app, 'right', { subnet: '192.168.20.0/24' });
  const wan = provider(app);
  network(app, 'Bad_Name', { subnet: '10.1.0.1/16', gateway: '10.2.0.1', reserved: ['10.9.0.1'] });
  network(app, 'leftv6', { subnet: '192.168.30.0/24' });
  provider(app, 'vlan', { id: 4095, logicalInterface: 'a-name-that-is-too-long', nodeLabels: undefined });

  const a = chart(app, 'a');
  const shared = left.attach({ address: '192.168.10.5', mac: '52:54:00:00:00:01' });
  const named = (address: string, mac?: string, guestName?: string) => left.attach({ address, mac, guestName });
  vm(a, { interfaces: [shared] }, 'vm-a');
  vm(a, { interfaces: [shared] }, 'vm-b');
  vm(a, { interfaces: [named('10.0.0.5')] }, 'outside');
  vm(a, { interfaces: [named('192.168.10.1')] }, 'gateway');
  vm(a, { interfaces: [named('192.168.10.0')] }, 'network');
  vm(a, { interfaces: [named('192.168.10.255')] }, 'broadcast');
  vm(a, { interfaces: [named('192.168.10')] }, 'malformed');
  vm(a, { interfaces: [named('192.168.10.210')] }, 'reserved');
  vm(a, { interfaces: [named('192.168.10.5', '52:54:00:00:00:02')] }, 'same-ip');
  vm(a, { interfaces: [named('192.168.10.6', '52:54:00:00:00:02')] }, 'same-mac');
  vm(a, { interfaces: [named('192.168.10.7', 'not-a-mac')] }, 'bad-mac');
  vm(a, { interfaces: [named('192.168.10.8', '03:00:00:00:00:01')] }, 'multicast');
  vm(a, { interfaces: [named('192.168.10.9', '00:00:00:11:22:33')] }, 'generated');
  vm(a, { interfaces: [left.attach({ mac: '52:54:00:00:00:03' })] }, 'mac-alone');
  vm(a, { interfaces: [left.attach({ guestName: 'eth1' })] }, 'name-alone');
  vm(a, { interfaces: [left.attach(), right.attach({ address: '192.168.20.5' })] }, 'mixed');
  vm(
    a,
    { interfaces: [named('192.168.10.11', '52:54:00:00:00:04'), right.attach({ address: '192.168.20.6' })] },
    'mixed-macs',
  );
  vm(a, { interfaces: [named('192.168.10.12', undefined, 'a name/too long for Linux')] }, 'guest-name');
  vm(
    a,
    {
      interfaces: [
        named('192.168.10.13', undefined, 'lan'),
        right.attach({ address: '192.168.20.7', guestName: 'lan' }),
      ],
    },
    'same-name',
  );
  vm(a, { interfaces: [left.attach(), left.attach()] }, 'twice');
  vm(
    a,
    { interfaces: Array.from({ length: 9 }, (_, i) => network(app, `n${i}`, { subnet: `10.3.${i}.0/24` }).attach()) },
    'nine',
  );
  const secret = 'never' as const;
  vm(a, { cloudInit: CloudInit.noCloud({ secret, userData: `#!/bin/sh\n${'# x\n'.repeat(600)}` }) }, 'long');
  vm(a, { cloudInit: CloudInit.noCloud({ userData: 'hostname: x\n' }) }, 'no-header');
  vm(a, { cloudInit: CloudInit.noCloud({ userData: { password: 'abc' } }) }, 'password');
  vm(a, { interfaces: [left.attach()] }, 'renamed').addJsonPatch(JsonPatch.replace('/metadata/name', 'else'));
  vm(a, { interfaces: [left.attach()] }, 'annotation').addJsonPatch(
    JsonPatch.remove(`/spec/template/metadata/annotations/${NFN_NETWORK_ANNOTATION.replace('/', '~1')}`),
  );
  vm(a, { interfaces: [left.attach()] }, 'patched').addJsonPatch(
    JsonPatch.replace('/spec/template/spec/networks/0/multus/networkName', 'else'),
  );
  vm(a, { interfaces: [named('192.168.10.14')], evictionStrategy: 'LiveMigrate' }, 'migrates');
  vm(a, { interfaces: [wan.attach({ address: '10.10.0.5' })] }, 'on-wan');
  vm(a, { memory: { size: Size.mebibytes(3), hugepages: '2Mi' } }, 'pages');
  const sriov = new SriovNetwork(app, 'sriov', {
    resourceName: 'bad/name',
    ipam: { type: 'host-local', subnet: '10.56.0.0/16' },
  });
  vm(
    a,
    { interfaces: [sriov.attach({ addresses: ['10.56.200.3/16'], routes: [{ to: 'default', via: '10.0.0.1' }] })] },
    'vf',
  );
  const sink = new Deployment(a, 'sink', {
    replicas: 2,
    strategy: DeploymentStrategy.rollingUpdate(),
    containers: [{ image: 'registry.example/sink:1.0' }],
  });
  new PodAttachments(sink, 'networks', {
    interfaces: [
      left.attach({ address: '192.168.10.15', mac: '52:54:00:00:00:05' }),
      right.attach({ address: '192.168.20.8' }),
    ],
  });
  new ApiObject(a, 'credentials', { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'abc' } });
  new ApiObject(a, 'quoted', { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: '80' }] } });
  new ApiObject(a, 'selector', { apiVersion: 'v1', kind: 'Service', spec: { selector: 'x' } });
  for (const id of ['one', 'two'])
    new ApiObject(a, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } });
  new ApiObject(a, 'name', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'n'.repeat(64) } });

  const b = new HelmChart(app, 'b'.repeat(44), {
    version: '1.0.0',
    values: Values.object({ cores: Values.integer({ default: 1, minimum: 1 }) }),
  });
  new ApiObject(b, 'same', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } });
  const clusters = new ClusterProvider(app, 'provider');
  const edge1 = clusters.addCluster('edge1', { networks: [left, right, wan] });
  const edge2 = clusters.addCluster('edge2');
  const project = new Project(app, 'project');
  const logicalCloud = project.addLogicalCloud('cloud', { clusters: [edge1] });
  const vfw = new CompositeApp(project, 'vfw', { version: 'v1', apps: [a, b] });
  vfw
    .addDeploymentIntentGroup('dig', { release: 'A_Release', logicalCloud, placement: Placement.allOf(edge1, edge2) })
    .override(b, { core: 2 } as object)
    .override(a, {});
  return app;
}

const EXPECTED = `
  VNF110 VNF111 VNF112
  VNF201 VNF206
  VNF310 VNF311
  VNF401 VNF402 VNF403 VNF404 VNF405 VNF406 VNF407 VNF408 VNF409 VNF410 VNF411 VNF412 VNF413 VNF414 VNF415 VNF416 VNF417
  VNF419 VNF420 VNF430 VNF431 VNF432 VNF433 VNF434 VNF436 VNF437 VNF439 VNF440 VNF441 VNF442 VNF443 VNF450 VNF453
  VNF456 VNF457 VNF460 VNF461
  VNF520 VNF521 VNF522 VNF523 VNF526 VNF527 VNF528
  VNF701 VNF702`
  .trim()
  .split(/\s+/);

test('one run tells every mistake, each with place, reason and remedy', () => {
  const findings = checkRules(everythingWrong());
  expect([...new Set(findings.map(({ id }) => id))].sort()).toEqual(EXPECTED);
  expect(findings.filter(({ path, field, reason, remedy }) => !path || !field || !reason || !remedy)).toEqual([]);
});

test('what is found twice is told once, and nothing changes from run to run', () => {
  const findings = checkRules(everythingWrong());
  const keys = findings.map(({ id, path, field, value, reason }) => [id, path, field, value, reason].join('\n'));
  expect(new Set(keys).size).toBe(keys.length);
  expect(checkRules(everythingWrong())).toEqual(findings);
});

test('NodusNetwork gives the free address in the remedy', () => {
  const app = new App();
  const left = new NodusNetwork(app, 'left', { subnet: '192.168.10.0/24', reserved: ['192.168.10.2..192.168.10.9'] });
  const fw = chart(app);
  vm(fw, { interfaces: [left.attach({ address: '192.168.10.10' })] });
  vm(fw, { interfaces: [left.attach({ address: '192.168.10.1' })] }, 'other');
  expect(checkRules(app).map(({ remedy }) => remedy)).toEqual([
    'give an address from 192.168.10.1 to 192.168.10.254 that is free, such as 192.168.10.11, or leave it out',
  ]);
});
