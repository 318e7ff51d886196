import { notedOn } from '../../findings';
import { HelmChart } from '../../helm';
import { at } from '../json';
import type { Rule } from '../rule';
import { asDnsLabel, isDnsLabel, isDnsSubdomain } from '../text';

/** Kinds whose names have rules of their own: an API group in them, or free path segments. */
const FREE_KINDS = new Set([
  'CustomResourceDefinition',
  'APIService',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
]);
/** Kinds whose names become host names or label values. */
const LABEL_KINDS = new Set(['Service', 'Namespace', 'VirtualMachine']);

export const objectNameInvalid: Rule = {
  id: 'VNF111',
  severity: 'error',
  title: 'Object name that the cluster refuses',
  reason:
    'names are lower-case letters, digits, dashes and dots; over 63 characters they fit in no label and no host name',
  source: 'Kubernetes object names',
  *check(model) {
    for (const rendering of model.renderings) {
      // A release that is no name is a finding of the group, not of each object.
      if (!HelmChart.isHelmChart(rendering.chart) || (rendering.group && !isDnsLabel(rendering.release.name))) continue;
      for (const { construct, object } of rendering.objects) {
        const name = at(object, 'metadata', 'name');
        const kind = String(object.kind);
        if (typeof name !== 'string' || FREE_KINDS.has(kind)) continue;
        if (LABEL_KINDS.has(kind) ? isDnsLabel(name) : isDnsSubdomain(name) && name.length <= 63) continue;
        // An id that makes no name is told by the construct itself.
        if (notedOn(construct).some(({ id }) => id === 'VNF103')) continue;
        yield {
          at: construct,
          field: 'metadata.name',
          value: name,
          remedy:
            name.length > 63
              ? 'shorten the ids of the constructs above it, the name of the chart or the release: together at most 63 characters'
              : `use ${asDnsLabel(name)}`,
          rendering,
        };
      }
    }
  },
};
