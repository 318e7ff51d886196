import { packTgz } from '../../../src/helm/archive';

/** A chart in the style of public ones, by path inside its folder. */
export type ChartFiles = Readonly<Record<string, string>>;

/** A template that shows what the chart was given. */
const SHOWN = [
  'apiVersion: v1',
  'kind: ConfigMap',
  'metadata:',
  '  name: {{ .Release.Name }}-{{ .Chart.Name }}',
  'data:',
  '  values: {{ .Values | toJson | quote }}',
  '',
].join('\n');

export function chartYaml(name: string, version: string, more = ''): string {
  return `apiVersion: v2\nname: ${name}\nversion: ${version}\n${more}`;
}

export function files(name: string, version: string, values: string, more: ChartFiles = {}, metadata = ''): ChartFiles {
  return {
    'Chart.yaml': chartYaml(name, version, metadata),
    'values.yaml': values,
    'templates/values.yaml': SHOWN,
    ...more,
  };
}

/** Files of a chart as those of a chart inside another. */
export function inside(name: string, given: ChartFiles): ChartFiles {
  return Object.fromEntries(Object.entries(given).map(([path, text]) => [`charts/${name}/${path}`, text]));
}

export function packaged(name: string, given: ChartFiles): Uint8Array {
  return packTgz(new Map(Object.entries(given).map(([path, text]) => [`${name}/${path}`, text])));
}

function json(schema: unknown): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

const COMMON = {
  'Chart.yaml': chartYaml('common', '2.0.0', 'type: library\n'),
  'values.yaml': '# -- Shown nowhere\nexampleValue: common-chart\n',
  'templates/_names.tpl': '{{- define "common.name" -}}{{ .Chart.Name }}{{- end -}}\n',
};

const METRICS = files('metrics', '0.4.1', 'enabled: true\nport: 9121\nserviceMonitor:\n  interval: ""\n');

/** Ten charts in the shapes of public ones; each shows its values in an object of its own. */
export const CHARTS: Readonly<Record<string, ChartFiles>> = {
  // What `helm create` makes, in short.
  nginx: files(
    'nginx',
    '15.4.2',
    [
      'replicaCount: 1',
      '',
      'image:',
      '  repository: nginx',
      '  pullPolicy: IfNotPresent',
      '  # Overrides the image tag whose default is the chart appVersion.',
      '  tag: ""',
      '',
      'imagePullSecrets: []',
      'serviceAccount:',
      '  create: true',
      '  annotations: {}',
      '  name: ""',
      'podSecurityContext: {}',
      'service:',
      '  type: ClusterIP',
      '  port: 80',
      'ingress:',
      '  enabled: false',
      '  className: ""',
      '  hosts:',
      '    - host: chart-example.local',
      '      paths:',
      '        - path: /',
      '          pathType: ImplementationSpecific',
      '  tls: []',
      'resources:',
      '  limits:',
      '    cpu: 100m',
      'nodeSelector:',
      '  kubernetes.io/os: linux',
      'tolerations: []',
      '',
    ].join('\n'),
  ),
  // Comments as helm-docs reads them, nulls, mixed lists.
  'coredns-edge': files(
    'coredns-edge',
    '1.29.0+edge.3',
    [
      '# -- Number of servers',
      'replicas: 2',
      '# -- (string) Address of the service;',
      '# none is given by default.',
      'clusterIP:',
      '# -- (int) Seconds until a pod is killed',
      '# @default -- the one of Kubernetes',
      'terminationGracePeriodSeconds: null',
      '# Not a description.',
      'priorityClassName: ~',
      '# -- What servers answer, and on which port',
      'zones:',
      '  - zone: .',
      '    port: 53',
      '  - zone: cluster.local',
      '    useTcp: yes',
      '# -- Arguments as they are',
      'args: ["-conf", 3, true, null]',
      'matrix: [[1, 2], [3]]',
      'empty: {}',
      'configs:',
      '  db.example.org: |',
      '    $ORIGIN example.org.',
      '  db.example.com: ""',
      '# -- Template text: {{ .Release.Name }} */ and so on',
      'greeting: "{{ .Release.Name }}"',
      '',
    ].join('\n'),
  ),
  // Bitnami's style: parameters told apart from values, a library, a condition, tags, an alias.
  redis: files(
    'redis',
    '18.1.5',
    [
      '## @section Global parameters',
      '## @param global.imageRegistry Global Docker image registry',
      '## @param global.storageClass Global StorageClass for Persistent Volumes',
      'global:',
      '  imageRegistry: ""',
      '  storageClass: ""',
      '## @param architecture Redis architecture, standalone or replication',
      'architecture: replication',
      'auth:',
      '  ## @param auth.enabled Enable password authentication',
      '  enabled: true',
      '  ## @param auth.password [string, nullable] Redis password',
      '  password: "changeme"',
      '## @param commonLabels [object] Labels of all objects',
      'commonLabels: {}',
      'master:',
      '  ## @param master.count Number of masters',
      '  count: 1',
      '  containerPorts:',
      '    redis: 6379',
      '  service:',
      '    nodePorts:',
      '      port: ""',
      'metrics:',
      '  enabled: false',
      '',
    ].join('\n'),
    {
      ...inside('common', COMMON),
      ...inside('metrics', METRICS),
    },
    [
      'dependencies:',
      '  - {name: common, version: 2.x.x, repository: "", tags: [bitnami-common]}',
      '  - {name: metrics, version: 0.4.1, repository: "", condition: metrics.enabled}',
      '  - {name: metrics, version: 0.4.1, repository: "", alias: sentinel-metrics, condition: sentinelMetrics.on}',
      '',
    ].join('\n'),
  ),
  // A closed schema of draft 7 with definitions.
  'cert-tool': files(
    'cert-tool',
    'v1.14.0',
    'logLevel: 2\nissuer:\n  kind: Issuer\nextra: []\nwebhook:\n  timeoutSeconds: 10\n',
    {
      'values.schema.json': json({
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        additionalProperties: false,
        required: ['logLevel'],
        properties: {
          global: { type: 'object' },
          logLevel: { type: 'integer', minimum: 0, maximum: 6, description: 'How much is logged' },
          issuer: { $ref: '#/definitions/issuer' },
          extra: { type: 'array', items: { $ref: '#/definitions/volume' } },
          webhook: { anyOf: [{ $ref: '#/definitions/webhook' }, { type: 'null' }] },
          mode: { const: 'strict' },
        },
        definitions: {
          issuer: {
            type: 'object',
            additionalProperties: false,
            properties: { kind: { enum: ['Issuer', 'ClusterIssuer'] }, group: { type: 'string' } },
          },
          webhook: {
            type: 'object',
            additionalProperties: false,
            properties: { timeoutSeconds: { type: ['integer', 'string'] }, hostNetwork: { type: 'boolean' } },
          },
          volume: {
            type: 'object',
            required: ['name'],
            additionalProperties: false,
            properties: { name: { type: 'string' }, secret: { $ref: '#/definitions/issuer' } },
          },
        },
      }),
    },
  ),
  // 2020-12 with $defs, recursion, a union of objects, maps.
  gateway: files('gateway', '0.9.0-rc.1', 'routes: {}\nlisteners: []\n', {
    'values.schema.json': json({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        routes: { type: 'object', additionalProperties: { $ref: '#/$defs/route' } },
        listeners: {
          type: 'array',
          items: {
            oneOf: [
              {
                type: 'object',
                required: ['protocol', 'port'],
                properties: { protocol: { const: 'TCP' }, port: { type: 'integer' } },
                additionalProperties: false,
              },
              {
                type: 'object',
                required: ['protocol', 'certificate'],
                properties: { protocol: { const: 'TLS' }, certificate: { type: 'string' } },
                additionalProperties: false,
              },
            ],
          },
        },
        tuple: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
        weights: { type: 'object', patternProperties: { '^[a-z]+$': { type: 'number' } } },
        anything: true,
        nothing: false,
      },
      $defs: {
        route: {
          type: 'object',
          description: 'A route, and those below it',
          properties: {
            host: { type: 'string', format: 'hostname' },
            children: { type: 'array', items: { $ref: '#/$defs/route' } },
            filter: { $ref: '#/$defs/filter' },
          },
          additionalProperties: false,
        },
        filter: { anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: { $ref: '#/$defs/filter' } }] },
      },
    }),
  }),
  // allOf over shared parts, a schema that leaves half of the values out.
  prometheus: files(
    'prometheus',
    '25.0.0',
    [
      'server:',
      '  replicas: 1',
      '  retention: 15d',
      '  extraFlags:',
      '    - web.enable-lifecycle',
      '  # -- Pods per zone',
      '  spread: 2',
      'alerting: {}',
      'scrapeInterval: 1m',
      '',
    ].join('\n'),
    {
      'values.schema.json': json({
        $schema: 'http://json-schema.org/draft-07/schema#',
        properties: {
          server: {
            allOf: [
              { $ref: '#/definitions/workload' },
              { properties: { retention: { type: 'string', title: 'How long samples are kept' } } },
              { anyOf: [{ required: ['replicas'] }, { required: ['retention'] }] },
            ],
          },
          alerting: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
        },
        definitions: {
          workload: { type: 'object', properties: { replicas: { type: 'integer', minimum: 0 } } },
        },
      }),
    },
  ),
  // Kubernetes' fields, names that are no identifiers, long enumerations.
  'node-exporter': files(
    'node-exporter',
    '4.24.0',
    [
      'service:',
      '  annotations:',
      '    prometheus.io/scrape: "true"',
      '  "target-port": 9100',
      '"9100": listen',
      'affinity:',
      '  nodeAffinity: {}',
      'securityContext:',
      '  runAsNonRoot: true',
      'livenessProbe:',
      '  periodSeconds: 10',
      'class: default',
      '',
    ].join('\n'),
    {
      'values.schema.json': json({
        type: 'object',
        properties: {
          collectors: {
            type: 'array',
            items: {
              enum: ['arp', 'bcache', 'bonding', 'btrfs', 'conntrack', 'cpu', 'cpufreq', 'diskstats', 'dmi', 'edac']
                .concat(['entropy', 'fibrechannel', 'filefd', 'filesystem', 'hwmon', 'infiniband', 'ipvs', 'loadavg'])
                .concat(["o'clock", 'say "hi"']),
            },
          },
          level: { enum: [1, 2.5, 'high', true, null] },
        },
      }),
    },
  ),
  // An umbrella: two levels of charts inside, defaults of the inner ones overridden, tags.
  umbrella: files(
    'umbrella',
    '2.0.0',
    ['tags:', '  backend: true', 'frontend:', '  replicaCount: 3', 'global:', '  domain: example.org', ''].join('\n'),
    {
      ...inside(
        'frontend',
        files('frontend', '1.0.0', '# -- Pods of the frontend\nreplicaCount: 1\ntitle: Shop\nglobal:\n  domain: ""\n'),
      ),
      ...inside('backend', {
        ...files(
          'backend',
          '1.1.0',
          'workers: 4\n',
          inside('queue', files('queue', '0.1.0', 'depth: 100\n')),
          ['dependencies:', '  - {name: queue, version: 0.1.0, repository: ""}', ''].join('\n'),
        ),
      }),
    },
    [
      'dependencies:',
      '  - {name: frontend, version: 1.0.0, repository: ""}',
      '  - {name: backend, version: 1.1.0, repository: "", tags: [backend, all]}',
      '',
    ].join('\n'),
  ),
  // Draft 4, a chart of Helm 2's time.
  'old-school': {
    ...files('old-school', '0.1.0', 'size: small\nlimit: 3\n', {
      'values.schema.json': json({
        $schema: 'http://json-schema.org/draft-04/schema#',
        id: 'http://example.org/old-school.json',
        type: 'object',
        properties: {
          size: { type: 'string', enum: ['small', 'large'] },
          limit: { type: 'number', minimum: 0, exclusiveMinimum: true },
        },
        additionalProperties: false,
      }),
    }),
    'Chart.yaml': 'name: old-school\nversion: 0.1.0\n',
  },
  // No values at all, and a name that is a word of the language.
  import: { 'Chart.yaml': chartYaml('import', '1.0.0'), 'templates/values.yaml': SHOWN },
};
