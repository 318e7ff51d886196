import { App, Size } from 'cdk8s';
import { Deployment, DeploymentStrategy } from 'cdk8s-plus-27';
import { ClusterProvider } from '../../src/emco/cluster';
import { CompositeApp } from '../../src/emco/composite-app';
import { Placement } from '../../src/emco/placement';
import { Project } from '../../src/emco/project';
import { Findings, isBlocking } from '../../src/findings';
import { HelmChart, Values } from '../../src/helm';
import { NodusNetwork, PodAttachments, PodNetwork } from '../../src/network';
import { checkRules } from '../../src/rules';
import { CloudInit, GuestCpu } from '../../src/vm';
import { chart, network, provider, vm } from './examples/example';

/** A virtual firewall between two networks, on two clusters. */
function soundApp(groupValues: { readonly motd?: string } = {}): App {
  const app = new App();
  const unprotected = new NodusNetwork(app, 'unprotected-private-net', {
    subnet: '192.168.10.0/24',
    reserved: ['192.168.10.200'],
  });
  const protectedNet = new NodusNetwork(app, 'protected-private-net', {
    subnet: '192.168.20.0/24',
    gateway: '192.168.20.100',
  });
  const firewall = new HelmChart(app, 'firewall', {
    version: '1.0.0',
    values: Values.object({
      cores: Values.integer({ default: 2, minimum: 1 }),
      motd: Values.string({ default: 'hello' }),
    }),
  });
  vm(
    firewall,
    {
      cpu: GuestCpu.dedicated({
        cores: firewall.values.cores,
        isolateEmulatorThread: true,
        features: { aes: 'require' },
      }),
      memory: { size: Size.gibibytes(4), hugepages: '1Gi' },
      interfaces: [
        PodNetwork.attach(),
        unprotected.attach({ guestName: 'eth1', address: '192.168.10.3', mac: '52:57:2b:7b:e4:27' }),
        protectedNet.attach({
          guestName: 'eth2',
          address: '192.168.20.2',
          mac: 'fa:d1:3a:1e:a2:5f',
          routes: [{ to: '10.0.0.0/8', via: '192.168.20.100' }],
        }),
      ],
      cloudInit: CloudInit.noCloud({ userData: { ssh_pwauth: true, final_message: firewall.values.motd } }),
    },
    'firewall',
  );
  const sink = chart(app, 'sink');
  const deployment = new Deployment(sink, 'sink', {
    replicas: 1,
    strategy: DeploymentStrategy.recreate(),
    containers: [{ image: 'registry.example/sink:1.0', portNumber: 8080, securityContext: { user: 1000 } }],
  });
  deployment.exposeViaService();
  new PodAttachments(deployment, 'networks', { interfaces: [protectedNet.attach({ address: '192.168.20.3' })] });

  const provided = new ClusterProvider(app, 'provider');
  const clusters = ['edge1', 'edge2'].map((name) =>
    provided.addCluster(name, { networks: [unprotected, protectedNet] }),
  );
  const project = new Project(app, 'project');
  const logicalCloud = project.addLogicalCloud('cloud', { clusters });
  const vfw = new CompositeApp(project, 'vfw', { version: 'v1', apps: [firewall, sink] });
  vfw
    .addDeploymentIntentGroup('dig', { release: 'fw0', logicalCloud, placement: Placement.allOf(...clusters) })
    .override(firewall, { cores: 4, ...groupValues });
  return app;
}

test('a sound app has no findings', () => {
  expect(checkRules(soundApp())).toEqual([]);
});

test('rules that depend on values are checked with those of each group, and say so', () => {
  expect(checkRules(soundApp({ motd: 'x'.repeat(3000) }))).toEqual([
    expect.objectContaining({
      id: 'VNF310',
      path: 'firewall/firewall',
      field: 'cloudInit.userData',
      reason: expect.stringContaining('with the values and release of project/vfw/dig'),
    }),
  ]);
});

test('what the defaults show is not told again for a group', () => {
  const app = soundApp();
  vm(app.node.findChild('sink') as HelmChart, { labels: { 'kubevirt.io/nodeName': 'x' } }, 'labelled');
  expect(checkRules(app).map(({ id }) => id)).toEqual(['VNF209']);
});

test('a finding is silenced with a reason, and kept', () => {
  const app = new App();
  const wan = provider(app, 'wan', { nodeLabels: undefined });
  Findings.silence(wan, 'VNF439', 'the cluster has one node');
  const findings = checkRules(app);
  expect(findings).toEqual([expect.objectContaining({ id: 'VNF439', silenced: 'the cluster has one node' })]);
});

test('a silenced error does not stop the synth', () => {
  const app = new App();
  const fw = chart(app);
  const left = network(app);
  vm(fw, { interfaces: [left.attach({ address: '192.168.10.1' })] });
  Findings.silence(fw, 'VNF403', 'the router port is moved by hand');
  const findings = checkRules(app);
  expect(findings.map(({ id }) => id)).toEqual(['VNF403']);
  expect(findings.some(isBlocking)).toBe(false);
});

test('a finding is not silenced without a reason', () => {
  const app = new App();
  const wan = provider(app, 'wan', { nodeLabels: undefined });
  Findings.silence(wan, 'VNF439', ' ');
  expect(checkRules(app).map(({ id, silenced }) => [id, silenced])).toEqual([
    ['VNF109', undefined],
    ['VNF439', undefined],
  ]);
});

test('the value of a password is not told', () => {
  const app = new App();
  vm(chart(app), { cloudInit: CloudInit.noCloud({ userData: { password: 'very-secret' } }) });
  expect(JSON.stringify(checkRules(app))).not.toContain('very-secret');
});
