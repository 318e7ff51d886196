import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import {
  CloudInit,
  ClusterProvider,
  CompositeApp,
  Disk,
  HelmChart,
  NodusNetwork,
  Placement,
  PodNetwork,
  Project,
  readTgz,
  SynthesisError,
  VirtualMachine,
  VnfApp,
} from '../../src';
import { describeWithHelm } from '../support/describe-with-helm';
import { helm, HELM_VERSIONS } from '../support/helm';

const JINJA = '## template: jinja\n#cloud-config\nhostname: "{{ ds.meta_data.x }}"\n';

let dist: string;

beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'outputs-'));
  const app = new VnfApp({ outdir: join(dist, 'manifests') });
  const lan = new NodusNetwork(app, 'lan', { subnet: '198.51.100.0/24' });
  const chart = new HelmChart(app, 'router', { version: '1.0.0' });
  new VirtualMachine(chart, 'router', {
    memory: '1Gi',
    disks: [Disk.fromContainerImage('registry.example/router:1.0')],
    interfaces: [
      PodNetwork.attach({ mac: '52:54:00:AB:CD:EF' }),
      lan.attach({ guestName: 'lan0', address: '198.51.100.2', mac: 'EE:F0:75:E0:B6:26' }),
    ],
    cloudInit: CloudInit.noCloud({ userData: JINJA }),
  });
  const cluster = new ClusterProvider(app, 'provider').addCluster('edge', { networks: [lan] });
  const project = new Project(app, 'project');
  const logicalCloud = project.addLogicalCloud('cloud', { clusters: [cluster] });
  new CompositeApp(project, 'suite', { version: 'v1', apps: [chart] }).addDeploymentIntentGroup('group', {
    release: 'fw0',
    logicalCloud,
    placement: Placement.allOf(cluster),
  });
  app.synth();
});

afterAll(() => rmSync(dist, { recursive: true, force: true }));

/** Every file below dist, the files in archives included. */
function contents(): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    if (!path.endsWith('.tgz')) files.set(path, bytes.toString());
    else
      for (const [inner, content] of readTgz(bytes)) files.set(`${path}!${inner}`, new TextDecoder().decode(content));
  }
  return files;
}

test('a MAC written in capitals is in lower case in every file', () => {
  const files = contents();
  const withMac = [...files]
    .filter(([, text]) => /ee:f0:75:e0:b6:26/.test(text))
    .map(([path]) => path.slice(dist.length + 1));
  expect(withMac.sort()).toEqual([
    'charts/router-1.0.0.tgz!router/templates/virtualmachine.yaml',
    'charts/router/templates/virtualmachine.yaml',
    'emco/suite/40-composite-app.yaml',
    'emco/suite/packages/router-1.0.0.tgz!router/templates/virtualmachine.yaml',
    'manifests/router.k8s.yaml',
  ]);
  expect([...files].filter(([, text]) => /EE:F0|AB:CD/.test(text))).toEqual([]);
});

test('the app that EMCO uploads is the chart, byte for byte', () => {
  expect(readFileSync(join(dist, 'emco/suite/packages/router-1.0.0.tgz'))).toEqual(
    readFileSync(join(dist, 'charts/router-1.0.0.tgz')),
  );
});

describeWithHelm('real Helm', () => {
  test.each(HELM_VERSIONS)('%s leaves Jinja in user data alone', (version) => {
    const text = helm(version, ['template', 'fw0', join(dist, 'charts/router-1.0.0.tgz')]);
    const [vm] = parseAllDocuments(text).map(
      (document) =>
        document.toJS() as { spec: { template: { spec: { volumes: { cloudInitNoCloud?: { userData: string } }[] } } } },
    );
    expect(vm?.spec.template.spec.volumes.at(-1)?.cloudInitNoCloud?.userData).toBe(JINJA);
  });
});

test('an app with errors throws all it found, and is short about it', () => {
  const app = new VnfApp({ outdir: join(dist, 'broken', 'manifests') });
  new HelmChart(app, 'Bad_Name', { version: 'one' });
  expect(() => app.synth()).toThrow(SynthesisError);
  try {
    app.synth();
  } catch (error) {
    expect((error as SynthesisError).findings.map(({ id, field }) => `${id} ${field}`)).toEqual([
      'VNF104 id',
      'VNF104 version',
    ]);
    expect(Object.keys(error as object)).toEqual(
      ['stack', 'name'].filter((key) => Object.keys(error as object).includes(key)),
    );
  }
  expect(readdirSync(join(dist, 'broken')).sort()).toEqual(['.cdk8s-vnf.json', 'findings.json']);
});

test('what constructs see while a bundle is written is found before anything is written', () => {
  const home = mkdtempSync(join(tmpdir(), 'outputs-'));
  const app = new VnfApp({ outdir: join(home, 'manifests') });
  const chart = new HelmChart(app, 'router', { version: '1.0.0' });
  new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
  const cluster = new ClusterProvider(app, 'provider').addCluster('edge');
  const project = new Project(app, 'project');
  const suite = new CompositeApp(project, 'suite', { version: 'v1', apps: [chart] });
  const group = suite.addDeploymentIntentGroup('group', {
    release: 'fw0',
    logicalCloud: project.addLogicalCloud('cloud', { clusters: [cluster] }),
    placement: Placement.allOf(cluster),
  });
  for (let i = 0; i < 2; i++)
    group.addResource({ anchor: 'hpa-intents', metadata: { name: 'same' }, spec: { app: 'router' } });
  expect(() => app.synth()).toThrow(/VNF515/);
  expect(readdirSync(home).sort()).toEqual(['.cdk8s-vnf.json', 'findings.json']);
  rmSync(home, { recursive: true });
});
