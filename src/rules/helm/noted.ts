import type { Rule } from '../rule';

/** What constructs notice about themselves while they are made, compiled or rendered. */
export const NOTED: readonly Rule[] = [
  {
    id: 'VNF100',
    severity: 'error',
    title: 'Validation message of a construct',
    reason: 'a construct of another library refuses its own properties',
    source: 'constructs, Node.validate',
  },
  {
    id: 'VNF101',
    severity: 'error',
    title: 'Something that fits in no object',
    reason:
      'templates hold text, numbers, booleans, lists, maps and chart values; everything else would be lost or written wrong',
    source: 'cdk8s sanitizeValue; JSON',
  },
  {
    id: 'VNF102',
    severity: 'error',
    title: 'Expression that cannot be computed',
    reason: 'Helm would stop at it with the default or example values',
    source: 'Helm template functions',
  },
  {
    id: 'VNF103',
    severity: 'error',
    title: 'Construct id that fits in no object name',
    reason: 'construct ids become object names, which take lower-case letters, digits and dashes',
    source: 'Kubernetes object names',
  },
  {
    id: 'VNF104',
    severity: 'error',
    title: 'Chart name or version that Helm refuses',
    reason: 'a chart name is a DNS label, a chart version is SemVer 2',
    source: 'Helm pkg/chart/metadata.go',
  },
  {
    id: 'VNF105',
    severity: 'error',
    title: 'Chart file that is too large',
    reason: 'Helm reads files up to a limit',
    source: 'Helm pkg/chart/loader',
  },
  {
    id: 'VNF106',
    severity: 'error',
    title: 'Value name that is no identifier',
    reason: 'names of values stand in templates and in --set paths, and YAML readers take some words for booleans',
    source: 'Helm pkg/strvals; YAML 1.1',
  },
  {
    id: 'VNF107',
    severity: 'error',
    title: 'Default, example or value of a chart inside that the schema refuses',
    reason: 'the chart could not be installed with what it declares',
    source: 'Helm values.schema.json',
  },
  {
    id: 'VNF108',
    severity: 'warning',
    title: 'Dependency that Helm’s order contradicts',
    reason: 'Helm installs objects by kind, whatever a chart says',
    source: 'Helm pkg/releaseutil/kind_sorter.go',
  },
  {
    id: 'VNF109',
    severity: 'error',
    title: 'Finding silenced without a reason',
    reason: 'the next reader could not judge whether it still does no harm',
    source: 'Findings.silence',
  },
];
