import { createHash } from 'node:crypto';
import { goQuote } from './go-text';
import type { Scope } from './expression';

/** A named template of `_helpers.tpl`, and what it computes. */
interface Helper {
  /** Text of the `define`, without the comment. */
  readonly define: (chartName: string) => string;
  readonly go: (chartName: string, root: string, args: readonly string[]) => string;
  readonly evaluate: (scope: Scope, args: readonly string[]) => string;
}

export type HelperName = 'fullname' | 'labels' | 'macAddress' | 'uuid';

function trimName(name: string): string {
  return name.slice(0, 63).replace(/-$/, '');
}

/** Helm's convention for the name of what a chart makes: the release, with the chart's name unless it is in there. */
export function fullname(scope: Pick<Scope, 'release' | 'chart'>): string {
  const { release, chart } = scope;
  return trimName(release.name.includes(chart.name) ? release.name : `${release.name}-${chart.name}`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const include = (helper: HelperName, chartName: string, argument: string): string =>
  `include ${goQuote(`${chartName}.${helper}`)} ${argument}`;

const list = (root: string, args: readonly string[]): string => `(list ${[root, ...args.map(goQuote)].join(' ')})`;

/**
 * What a cluster would fill in at random, MACs and firmware ids, is derived from where the object stands, so that a
 * template, a manifest and an EMCO intent agree and nothing changes from one rendering to the next.
 */
export const HELPERS: Readonly<Record<HelperName, Helper>> = {
  fullname: {
    define: (chartName) => `{{- define "${chartName}.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
`,
    go: (chartName, root) => include('fullname', chartName, root),
    evaluate: (scope) => fullname(scope),
  },
  labels: {
    define: (chartName) => `{{- define "${chartName}.labels" -}}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/name: {{ .Chart.Name | quote }}
{{- with .Chart.AppVersion }}
app.kubernetes.io/version: {{ . | quote }}
{{- end }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
{{- end }}
`,
    go: (chartName, root) => include('labels', chartName, root),
    evaluate: () => '',
  },
  macAddress: {
    define: (chartName) => `{{- define "${chartName}.macAddress" -}}
{{- $digest := printf "%s/%s" (include "${chartName}.fullname" (index . 0)) (index . 1) | sha256sum }}
{{- printf "02:%s:%s:%s:%s:%s" (substr 0 2 $digest) (substr 2 4 $digest) (substr 4 6 $digest) (substr 6 8 $digest) (substr 8 10 $digest) }}
{{- end }}
`,
    go: (chartName, root, args) => include('macAddress', chartName, list(root, args)),
    evaluate: (scope, [path]) => {
      const hex = digest(`${fullname(scope)}/${path}`);
      return ['02', ...(hex.slice(0, 10).match(/../g) ?? [])].join(':');
    },
  },
  uuid: {
    define: (chartName) => `{{- define "${chartName}.uuid" -}}
{{- $root := index . 0 }}
{{- $digest := printf "%s/%s/%s" $root.Release.Namespace (include "${chartName}.fullname" $root) (index . 1) | sha256sum }}
{{- printf "%s-%s-8%s-8%s-%s" (substr 0 8 $digest) (substr 8 12 $digest) (substr 12 15 $digest) (substr 15 18 $digest) (substr 18 30 $digest) }}
{{- end }}
`,
    go: (chartName, root, args) => include('uuid', chartName, list(root, args)),
    evaluate: (scope, [path]) => {
      const hex = digest(`${scope.release.namespace}/${fullname(scope)}/${path}`);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
    },
  },
};
