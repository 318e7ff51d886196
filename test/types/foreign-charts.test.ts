import { importChart } from '../../src/codegen/chart/import-chart';
import { CHARTS, packaged } from '../codegen/chart/charts';
import { type Mistake, testMistakes } from './mistakes';

/** The handles of all charts, as modules beside the programs. */
const HANDLES = new Map(
  Object.entries(CHARTS).map(([name, files]) => {
    const { files: made } = importChart({ name, archive: packaged(name, files) });
    return [name, made.get(`${name}.ts`) as string] as const;
  }),
);

const PRELUDE = `
import { App } from 'cdk8s';
import { type DeploymentIntentGroup, type ForeignChart, HelmChart, Values, type ValuesData } from 'cdk8s-vnf';
import { nginx } from './nginx';
import { corednsEdge } from './coredns-edge';
import { redis, type RedisValues } from './redis';
import { certTool } from './cert-tool';
import { gateway } from './gateway';
import { prometheus } from './prometheus';
import { nodeExporter } from './node-exporter';
import { umbrella } from './umbrella';
import { oldSchool } from './old-school';
import { importChart } from './import';
const parent = new HelmChart(new App(), 'edge', { version: '1.0.0', values: Values.object({ cache: Values.boolean({ default: true }), size: Values.integer({ default: 1 }) }) });
declare const group: DeploymentIntentGroup;
`;

const NOT_ASSIGNABLE = 2322;
const UNKNOWN_KEY = 2353;
const MISSPELT_KEY = 2561;
const MISSING_KEY = 2741;
const MISSING_KEYS = 2740;
const NOTHING_IN_COMMON = 2559;
const MISSPELT_VALUE = 2820;
const NOT_AN_ARGUMENT = 2345;

const over = (chart: string, values: string) => `group.override(${chart}, ${values});`;
const wrong = (chart: string, bad: string, good: string, code: number): Mistake => [
  over(chart, bad),
  over(chart, good),
  code,
];

testMistakes(
  PRELUDE,
  [
    // Types that the defaults show
    wrong('nginx', '{ replicaCount: "2" }', '{ replicaCount: 2 }', NOT_ASSIGNABLE),
    wrong('nginx', '{ replicaCont: 2 }', '{ replicaCount: 2 }', MISSPELT_KEY),
    wrong('nginx', '{ service: { nodePort: 30080 } }', '{ service: { port: 30080 } }', UNKNOWN_KEY),
    wrong(
      'nginx',
      '{ ingress: { hosts: [{ host: 1 }] } }',
      '{ ingress: { hosts: [{ host: "a", more: 1 }] } }',
      NOT_ASSIGNABLE,
    ),
    wrong('nginx', '{ nodeSelector: { zone: 1 } }', '{ nodeSelector: { zone: "1", "a.b/c": "d" } }', NOT_ASSIGNABLE),
    wrong('nginx', '{ resources: { requests: undefined } }', '{ resources: { requests: { cpu: 1 } } }', NOT_ASSIGNABLE),
    wrong('nginx', '{ tolerations: {} }', '{ tolerations: [{ operator: "Exists" }] }', MISSING_KEYS),
    wrong('nginx', '{ image: null }', '{ image: {} }', NOT_ASSIGNABLE),
    // Nulls, mixed and nested lists
    wrong('corednsEdge', '{ clusterIP: 10 }', '{ clusterIP: "10.0.0.10" }', NOT_ASSIGNABLE),
    wrong(
      'corednsEdge',
      '{ terminationGracePeriodSeconds: "3" }',
      '{ terminationGracePeriodSeconds: 3 }',
      NOT_ASSIGNABLE,
    ),
    wrong(
      'corednsEdge',
      '{ priorityClassName: () => 1 }',
      '{ priorityClassName: ["anything", { at: "all" }] }',
      NOT_ASSIGNABLE,
    ),
    wrong('corednsEdge', '{ matrix: [[1], "2"] }', '{ matrix: [[1], [2, 3]] }', NOT_ASSIGNABLE),
    wrong('corednsEdge', '{ zones: [{ port: "53" }] }', '{ zones: [{ port: 53 }] }', NOT_ASSIGNABLE),
    wrong('corednsEdge', '{ args: "-conf" }', '{ args: ["-conf", 1] }', NOT_ASSIGNABLE),
    wrong('corednsEdge', '{ configs: { a: 1 } }', '{ configs: { a: "b" } }', NOT_ASSIGNABLE),
    // Charts inside, aliases, conditions, tags, globals
    wrong('redis', '{ metrics: { port: "9121" } }', '{ metrics: { port: 9121, enabled: true } }', NOT_ASSIGNABLE),
    wrong('redis', '{ "sentinel-metrics": { prt: 1 } }', '{ "sentinel-metrics": { port: 1 } }', MISSPELT_KEY),
    wrong('redis', '{ sentinelMetrics: { on: 1 } }', '{ sentinelMetrics: { on: true } }', NOT_ASSIGNABLE),
    wrong('redis', '{ common: {} }', '{ global: {} }', UNKNOWN_KEY),
    wrong(
      'redis',
      '{ global: { imageRegistry: 5000 } }',
      '{ global: { imageRegistry: "registry.example" } }',
      NOT_ASSIGNABLE,
    ),
    wrong(
      'redis',
      '{ master: { service: { nodePorts: { port: true } } } }',
      '{ master: { service: { nodePorts: { port: 30379 } } } }',
      NOT_ASSIGNABLE,
    ),
    wrong('umbrella', '{ backend: { queue: { depth: "1" } } }', '{ backend: { queue: { depth: 1 } } }', NOT_ASSIGNABLE),
    wrong('umbrella', '{ tags: { front: false } }', '{ tags: { all: false } }', UNKNOWN_KEY),
    // Types that a schema gives
    wrong('certTool', '{ issuer: { kind: "Signer" } }', '{ issuer: { kind: "ClusterIssuer" } }', NOT_ASSIGNABLE),
    wrong('certTool', '{ mode: "lax" }', '{ mode: "strict" }', NOT_ASSIGNABLE),
    wrong('certTool', '{ extra: [{ secret: {} }] }', '{ extra: [{ name: "a", secret: {} }] }', MISSING_KEY),
    wrong(
      'certTool',
      '{ webhook: { timeoutSeconds: true } }',
      '{ webhook: { timeoutSeconds: "10s" } }',
      NOT_ASSIGNABLE,
    ),
    wrong('certTool', '{ webhook: [] }', '{ webhook: null }', NOTHING_IN_COMMON),
    wrong('certTool', '{ issuer: { name: "a" } }', '{ issuer: { group: "a" } }', UNKNOWN_KEY),
    wrong(
      'gateway',
      '{ routes: { a: { children: [{ hst: "b" }] } } }',
      '{ routes: { a: { children: [{ host: "b" }] } } }',
      MISSPELT_KEY,
    ),
    wrong(
      'gateway',
      '{ routes: { a: { filter: { b: { c: 1 } } } } }',
      '{ routes: { a: { filter: { b: { c: "1" } } } } }',
      NOT_ASSIGNABLE,
    ),
    wrong(
      'gateway',
      '{ listeners: [{ protocol: "TCP", certificate: "a" }] }',
      '{ listeners: [{ protocol: "TLS", certificate: "a" }] }',
      UNKNOWN_KEY,
    ),
    wrong('gateway', '{ tuple: [true] }', '{ tuple: ["a", 1] }', NOT_ASSIGNABLE),
    wrong('gateway', '{ weights: { a: "1" } }', '{ weights: { a: 1 } }', NOT_ASSIGNABLE),
    wrong('gateway', '{ nothing: 1 }', '{ anything: 1 }', NOT_ASSIGNABLE),
    wrong('prometheus', '{ server: { retention: 15 } }', '{ server: { retention: "15d", spread: 3 } }', NOT_ASSIGNABLE),
    wrong('prometheus', '{ alerting: { a: "b" } }', '{ alerting: { a: ["b"] } }', NOT_ASSIGNABLE),
    wrong('nodeExporter', '{ collectors: ["cpus"] }', '{ collectors: ["cpu", "o\'clock"] }', MISSPELT_VALUE),
    wrong('nodeExporter', '{ level: 2 }', '{ level: 2.5 }', NOT_ASSIGNABLE),
    wrong('nodeExporter', '{ 9100: 1 }', '{ 9100: "1" }', NOT_ASSIGNABLE),
    wrong('oldSchool', '{ size: "medium" }', '{ size: "large" }', NOT_ASSIGNABLE),
    wrong('oldSchool', '{ global: {} }', '{ limit: 1 }', UNKNOWN_KEY),
    wrong('importChart', '{ anything: 1 }', '{ global: { anything: 1 } }', UNKNOWN_KEY),
    // As a chart inside one of ours
    [
      `parent.addSubchart(redis, { values: { architecture: 1 } });`,
      `parent.addSubchart(redis, { values: { architecture: 'standalone' }, condition: parent.values.cache });`,
      NOT_ASSIGNABLE,
    ],
    [`parent.addSubchart(redis, { value: {} });`, `parent.addSubchart(redis, { values: {} });`, MISSPELT_KEY],
    [
      `parent.addSubchart(redis, { values: { master: { count: parent.values.size } } });`,
      `parent.addSubchart(redis, { values: { master: { count: 1 } } });`,
      NOT_ASSIGNABLE,
    ],
    // The way out, and nothing by accident
    [
      `group.override(nginx, { image: null });`,
      `group.override(nginx.untyped, { image: null, unknown: 1 });`,
      NOT_ASSIGNABLE,
    ],
    [`group.override(nginx.untyped, { a: undefined });`, `group.override(nginx.untyped, { a: {} });`, NOT_ASSIGNABLE],
    [
      `const values: RedisValues = { auth: { enabled: 'yes' } };`,
      `const values: RedisValues = { auth: { enabled: true } };`,
      NOT_ASSIGNABLE,
    ],
    [
      `const other: ForeignChart<RedisValues> = oldSchool;`,
      `const other: ForeignChart<object> = nginx; const untyped: ForeignChart<ValuesData> = nginx.untyped;`,
      NOT_ASSIGNABLE,
    ],
    [`group.place({ name: 'nginx' }, null as never);`, `group.place(nginx, null as never);`, NOT_AN_ARGUMENT],
  ],
  HANDLES,
);
