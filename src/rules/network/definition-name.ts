import { at } from '../json';
import type { Rule } from '../rule';
import { asDnsLabel, isDnsLabel } from '../text';
import { CNI_GROUP, rendered } from './rendered';

export const definitionName: Rule = {
  id: 'VNF486',
  severity: 'error',
  title: 'Name of an attachment definition with dots',
  reason: 'Multus takes names of lower-case letters, digits and dashes, at most 63, and refuses the pod otherwise',
  source: 'Multus pkg/k8sclient/k8sclient.go parsePodNetworkAnnotation',
  *check(model) {
    for (const { construct, rendering, object } of rendered(model, CNI_GROUP, 'NetworkAttachmentDefinition')) {
      const name = String(at(object, 'metadata', 'name'));
      // Names that no object can have are a finding of all objects.
      if (isDnsLabel(name) || !name.includes('.')) continue;
      yield { at: construct, field: 'metadata.name', value: name, remedy: `call it ${asDnsLabel(name)}`, rendering };
    }
  },
};
