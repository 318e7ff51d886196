import { packTgz } from '../../../src/helm/archive';
import { chartContents, type ChartContents, diffCharts, type DiffOptions } from '../../../src/publish/changes';

const FILES: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: firewall\ntype: application\nversion: 1.2.3\nappVersion: "7"\n',
  'values.yaml': `cores: 2
hostname: fw
storage:
  size: 20Gi
nics:
  wan:
    mac: "52:54:00:00:00:01"
`,
  'values.schema.json': JSON.stringify({
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      global: { type: 'object' },
      cores: { type: 'integer', minimum: 1, maximum: 64, description: 'vCPUs' },
      hostname: { $ref: '#/definitions/name' },
      mode: { type: 'string', enum: ['routed', 'bridged'] },
      storage: {
        type: 'object',
        properties: { size: { type: 'string', pattern: '^[0-9]+Gi$' } },
        required: ['size'],
        additionalProperties: false,
      },
      nics: {
        type: 'object',
        additionalProperties: { type: 'object', properties: { mac: { type: 'string' } }, required: ['mac'] },
      },
    },
    required: ['cores', 'storage'],
    additionalProperties: false,
    definitions: { name: { type: 'string', maxLength: 63 } },
  }),
  'templates/_helpers.tpl': `{{/* A name. */}}
{{- define "firewall.fullname" -}}
{{- .Release.Name | trunc 63 }}
{{- end }}

{{- define "firewall.labels" -}}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}
`,
  'templates/virtualmachine.yaml': `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: {{ include "firewall.fullname" . }}
  labels:
    {{- include "firewall.labels" . | nindent 4 }}
spec:
  runStrategy: Always
  template:
    metadata:
      annotations:
        note: a
    spec:
      domain:
        cpu:
          sockets: {{ .Values.cores | int64 }}
          model: host-model
        devices:
          disks:
            - name: rootdisk
              disk:
                bus: virtio
          interfaces:
            - name: default
              masquerade: {}
            - name: wan
              bridge: {}
              macAddress: {{ .Values.nics.wan.mac | quote }}
        memory:
          guest: 4Gi
      hostname: {{ .Values.hostname | quote }}
      {{- if eq .Values.mode "routed" }}
      nodeSelector:
        router: "true"
      {{- end }}
      networks:
        - name: default
          pod: {}
        - name: wan
          multus:
            networkName: default/wan
      volumes:
        - name: rootdisk
          dataVolume:
            name: {{ include "firewall.fullname" . }}-disk
        - name: cloudinit
          cloudInitNoCloud:
            userData: |
              #cloud-config
              hostname: {{ .Values.hostname | toJson }}
`,
  'templates/datavolume.yaml': `apiVersion: cdi.kubevirt.io/v1beta1
kind: DataVolume
metadata:
  name: {{ include "firewall.fullname" . }}-disk
spec:
  source:
    http:
      url: https://images.registry.example/fw.qcow2
  storage:
    resources:
      requests:
        storage: {{ .Values.storage.size | quote }}
`,
};

/** An edit of one file: what is replaced by what. */
export type Edit = readonly [path: string, from: string | RegExp, to: string];

/** The sample chart after edits, as its archive is read. */
export function sample(...edits: readonly Edit[]): ChartContents {
  const files = new Map(Object.entries(FILES));
  for (const [path, from, to] of edits) {
    const text = files.get(path) ?? '';
    const edited = from === '' ? to : text.replace(from, to);
    if (edited === text) throw new Error(`${path} holds no ${String(from)}`);
    files.set(path, edited);
  }
  return chartContents(packTgz(new Map([...files].map(([path, text]) => [`firewall/${path}`, text]))));
}

/** What edits of the sample change, in short. */
export function changesOf(edits: readonly Edit[], options?: DiffOptions): string[] {
  return diffCharts(sample(), sample(...edits), options).map(
    ({ kind, demands, effect, description }) => `${demands} ${kind}${effect ? ` ${effect}` : ''}: ${description}`,
  );
}
