import { ApiObject, type App, Cron } from 'cdk8s';
import { CompositeApp, type CompositeAppProps } from '../../../src/emco/composite-app';
import { type Cluster, ClusterProvider } from '../../../src/emco/cluster';
import type { DeploymentIntentGroup } from '../../../src/emco/deployment-intent-group';
import { Placement } from '../../../src/emco/placement';
import { Project } from '../../../src/emco/project';
import { Builtin, ForeignChart, HelmChart, Values } from '../../../src/helm';
import { packTgz } from '../../../src/helm/archive';
import { type Attachment, type NodusNetwork, PodAttachments } from '../../../src/network';
import { Platform } from '../../../src/platform';
import { CronJob, ImagePullPolicy } from 'cdk8s-plus-27';
import { chart, example, network, provider, vm } from './example';

interface Deployment {
  readonly compositeApp: CompositeApp;
  readonly group: DeploymentIntentGroup;
  readonly clusters: readonly Cluster[];
}

/** A composite app on two clusters of a logical cloud. */
function deploy(
  app: App,
  apps: CompositeAppProps['apps'] & object,
  options: {
    readonly networks?: readonly NodusNetwork[];
    readonly release?: string;
    readonly placedOn?: number;
    readonly inCloud?: number;
  } = {},
): Deployment {
  const { networks, release = 'fw0', placedOn = 1, inCloud = 2 } = options;
  const provided = new ClusterProvider(app, 'provider');
  const clusters = ['edge1', 'edge2'].map((name) => provided.addCluster(name, { networks }));
  const project = new Project(app, 'project');
  const logicalCloud = project.addLogicalCloud('cloud', { clusters: clusters.slice(0, inCloud) });
  const compositeApp = new CompositeApp(project, 'vfw', { version: 'v1', apps });
  const placement = Placement.allOf(...clusters.slice(0, placedOn));
  return {
    compositeApp,
    clusters,
    group: compositeApp.addDeploymentIntentGroup('dig', { release, logicalCloud, placement }),
  };
}

function withObject(app: App, object: Record<string, unknown>, id = 'fw'): HelmChart {
  const scope = chart(app, id);
  new ApiObject(scope, 'one', { apiVersion: 'v1', kind: 'Service', ...object });
  return scope;
}

function withVm(app: App, ...interfaces: Attachment[]): HelmChart {
  const scope = chart(app);
  vm(scope, { interfaces, nodeSelector: { role: 'edge' } });
  return scope;
}

/** A chart of somebody else with one value, that its schema bounds. */
function foreign(
  name: string,
  { kubeVersion = '>=1.16.0-0, <2.0.0', data = '{}' }: { readonly kubeVersion?: string; readonly data?: string } = {},
): ForeignChart {
  const files = {
    'Chart.yaml': `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nkubeVersion: ${JSON.stringify(kubeVersion)}\n`,
    'values.yaml': 'replicas: 1\n',
    'values.schema.json': '{"properties": {"replicas": {"type": "integer", "minimum": 1}}}',
    'templates/map.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata: ${data}\n`,
  };
  return ForeignChart.fromArchive(
    packTgz(new Map(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]))),
  );
}

const object = (name: string, bad: Record<string, unknown>, good: Record<string, unknown>) =>
  example(name, 'VNF523', (app, given: Record<string, unknown>) => deploy(app, [withObject(app, given)]), bad, good);

const override = (name: string, bad: object) =>
  example(
    name,
    'VNF522',
    (app, values: object) => {
      const fw = new HelmChart(app, 'fw', {
        version: '1.0.0',
        values: Values.object({ cores: Values.integer({ default: 2, minimum: 1 }) }),
      });
      new ApiObject(fw, 'one', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
      deploy(app, [fw as unknown as HelmChart]).group.override(fw, values);
    },
    bad,
    { cores: 2 },
  );

const config = (namespace: string, apiVersion = 'v1', kind = 'ConfigMap') => ({
  apiVersion,
  kind,
  metadata: { name: 'settings', namespace },
});

export const EMCO = [
  example(
    'app name',
    'VNF520',
    (app, id: string) => deploy(app, [withObject(app, { spec: {} }, id)]),
    'a'.repeat(44),
    'a'.repeat(43),
  ),
  example(
    'foreign app name',
    'VNF520',
    (app, name: string) => deploy(app, [foreign(name)]),
    'a'.repeat(44),
    'a'.repeat(43),
  ),
  example(
    'foreign override',
    'VNF522',
    (app, replicas: number) => {
      const redis = foreign('redis');
      deploy(app, [redis]).group.override(redis, { replicas });
    },
    0,
    2,
  ),
  example(
    'foreign chart for newer clusters',
    'VNF531',
    (app, kubeVersion: string) => deploy(app, [foreign('redis', { kubeVersion })]),
    '>=1.23.0-0',
    '>=1.20.0-0',
  ),
  example(
    'foreign chart for a later Helm',
    'VNF606',
    (app, data: string) => deploy(app, [foreign('redis', { data })]),
    '{{ toYamlPretty .Values }}',
    '{{ toYaml .Values | quote }}',
  ),
  example(
    'foreign chart inside for a later Helm',
    'VNF606',
    (app, helm: string) => {
      const scope = withObject(app, { spec: {} });
      scope.addSubchart(foreign('redis', { data: '{{ range .Values.list }}{{ break }}{{ end }}' }));
      new Platform({ helm }).applyTo(scope);
    },
    '3.9',
    '3.10',
  ),
  example(
    'value for a foreign chart inside',
    'VNF107',
    (app, replicas: number) => withObject(app, { spec: {} }).addSubchart(foreign('redis'), { values: { replicas } }),
    0,
    2,
  ),
  example(
    'release',
    'VNF521',
    (app, release: string) => deploy(app, [withObject(app, { spec: {} })], { release }),
    `f${'w'.repeat(53)}`,
    'fw',
  ),
  override('override out of bounds', { cores: 0 }),
  override('override of nothing', { core: 2 }),
  override('override as text', { cores: '2' }),
  object('quoted port', { spec: { ports: [{ port: '80' }] } }, { spec: { ports: [{ port: 80 }] } }),
  object('selector as text', { spec: { selector: 'app == x' } }, { spec: { selector: { app: 'x' } } }),
  object('type as map', { spec: { type: { a: 1 } } }, { spec: { type: 'ClusterIP' } }),
  object('ports as map', { spec: { ports: { web: 80 } } }, { spec: { ports: [{ name: 'web', port: 80 }] } }),
  object('kind List', { kind: 'List', items: [] }, { kind: 'ConfigMap' }),
  example(
    'object twice for EMCO',
    'VNF524',
    (app, kind: string) => {
      const scope = withObject(app, config('a'));
      new ApiObject(scope, 'two', config('b', 'v1', kind));
      deploy(app, [scope]);
    },
    'ConfigMap',
    'Secret',
  ),
  example(
    'object in two apps',
    'VNF525',
    (app, release: string) => {
      deploy(
        app,
        ['edge', 'core'].map((id) => withObject(app, { spec: {} }, id)),
        { release },
      );
    },
    'edge-core',
    'fw0',
  ),
  example(
    'placement outside the cloud',
    'VNF526',
    (app, inCloud: number) => deploy(app, [withObject(app, { spec: {} })], { placedOn: 2, inCloud }),
    1,
    2,
  ),
  example(
    'network not on the cluster',
    'VNF527',
    (app, isThere: boolean) => {
      const left = network(app);
      deploy(app, [withVm(app, left.attach())], { networks: isThere ? [left] : [] });
    },
    false,
    true,
  ),
  example(
    'static address on two clusters',
    'VNF528',
    (app, placedOn: number) => {
      const wan = provider(app);
      deploy(app, [withVm(app, wan.attach({ address: '10.10.0.5' }))], { networks: [wan], placedOn });
    },
    2,
    1,
  ),
  example(
    'cron job',
    'VNF529',
    (app, isAttached: boolean) => {
      const left = network(app);
      const scope = chart(app);
      const job = new CronJob(scope, 'job', {
        schedule: Cron.daily(),
        containers: [
          {
            image: 'registry.example/job:1.0',
            imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
            securityContext: { user: 1000 },
          },
        ],
      });
      if (isAttached) new PodAttachments(job, 'networks', { interfaces: [left.attach()] });
      deploy(app, [scope], { networks: [left] });
    },
    true,
    false,
  ),
  example(
    'empty app',
    'VNF530',
    (app, isEmpty: boolean) => deploy(app, [isEmpty ? chart(app) : withObject(app, { spec: {} })]),
    true,
    false,
  ),
  example(
    'composite apps of two projects',
    'VNF542',
    (app, id: string) => {
      for (const [name, appId] of Object.entries({ red: 'vfw', blue: id })) {
        const scope = withObject(app, { spec: {} }, name);
        new CompositeApp(new Project(app, `${name}-project`), appId, { version: 'v1', apps: [scope] });
      }
    },
    'vfw',
    'vfw2',
  ),
  example(
    'two groups of one release',
    'VNF543',
    (app, release: string) => {
      const { compositeApp, group, clusters } = deploy(app, [withObject(app, { spec: {} })], { release: 'fw0' });
      compositeApp.addDeploymentIntentGroup('again', {
        release,
        logicalCloud: group.logicalCloud,
        placement: Placement.anyOf(...clusters),
      });
    },
    'fw0',
    'fw1',
  ),
  example(
    'chart value in an override',
    'VNF113',
    (app, isLiteral: boolean) => {
      const fw = new HelmChart(app, 'fw', {
        version: '1.0.0',
        values: Values.object({ site: Values.string({ default: 'a' }) }),
      });
      new ApiObject(fw, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
      deploy(app, [fw]).group.override(fw, { site: isLiteral ? 'a1' : `${fw.values.site}1` });
    },
    false,
    true,
  ),
  example(
    'chart value in a raw resource',
    'VNF113',
    (app, spec: object) => {
      const fw = withObject(app, { spec: {} });
      deploy(app, [fw]).group.addResource({ anchor: 'dtc-intents', metadata: { name: 'a' }, spec });
    },
    { names: [`${Builtin.releaseName}-fw`] },
    { names: ['fw0-fw'] },
  ),
  example(
    'version of the app that is no label',
    'VNF104',
    (app, appVersion: string) => {
      const fw = new HelmChart(app, 'fw', { version: '1.0.0', appVersion });
      new ApiObject(fw, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
    },
    '1.0.0+build.5',
    '1.0.0-build.5',
  ),
  example(
    'chart value in Chart.yaml',
    'VNF104',
    (app, description: string) => {
      const fw = new HelmChart(app, 'fw', { version: '1.0.0', description });
      new ApiObject(fw, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
    },
    `The firewall of ${Builtin.releaseName}`,
    'The firewall',
  ),
  example(
    'networks without Multus',
    'VNF544',
    (app, wrapper: string) => {
      const keyValuePairs = { 'CNI-Networking-Multi-VM-CNI-Wrapper': wrapper };
      new ClusterProvider(app, 'provider').addCluster('edge', { networks: [network(app)], keyValuePairs });
    },
    'none',
    'multus',
  ),
  example(
    'upload outside of the bundle',
    'VNF517',
    (app, path: string) => {
      const anchor = 'dtc-intents';
      new Project(app, 'project').addResource({ anchor, metadata: { name: 'a' }, file: { path, content: '' } });
    },
    '../a.yaml',
    'packages/files/a.yaml',
  ),
  example(
    'placement by somebody else',
    'VNF516',
    (app, controller: string) => {
      deploy(app, [withObject(app, { spec: {} })]).group.addControllerIntent(controller, 'mine');
    },
    'genericPlacementIntent',
    'hpa-placement-controller-1',
  ),
  example(
    'two platforms',
    'VNF601',
    (app, kubevirt: string) => {
      const charts = ['edge', 'core'].map((id) => withObject(app, { spec: {} }, id));
      new Platform({ kubevirt }).applyTo(charts[1]!);
      deploy(app, charts);
    },
    '0.58',
    '1.3',
  ),
  example(
    'chart for a newer Kubernetes',
    'VNF604',
    (app, kubeVersion: string) => {
      const fw = new HelmChart(app, 'fw', { version: '1.0.0', kubeVersion });
      new ApiObject(fw, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
      deploy(app, [fw]);
    },
    '>=1.25.0',
    '>=1.20.0',
  ),
];
