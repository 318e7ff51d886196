import { at } from '../json';
import type { Rule } from '../rule';
import { configsIn } from './plugins';
import { CNI_GROUP, rendered } from './rendered';

const KEY = 'k8s.v1.cni.cncf.io/resourceName';
const FUNCTIONS = ['sriov', 'ib-sriov'];

export const definitionResource: Rule = {
  id: 'VNF487',
  severity: 'error',
  title: 'Attachment definition of virtual functions without their resource',
  reason:
    'the device plugin gives a function to pods that ask for prefix/name of its resource; without it the plugin has no device and no pod starts',
  source: 'Multus docs, k8s.v1.cni.cncf.io/resourceName; KubeVirt pkg/network/multus/nad.go',
  *check(model) {
    for (const { construct, rendering, object, spec } of rendered(model, CNI_GROUP, 'NetworkAttachmentDefinition')) {
      const resource = at(object, 'metadata', 'annotations', KEY);
      const [first] = configsIn(spec.config);
      const isNeeded = FUNCTIONS.includes(String(first?.type)) && first?.deviceID === undefined;
      if (resource === undefined ? !isNeeded : /^[a-z0-9.-]+\/[A-Za-z0-9._-]+$/.test(String(resource))) continue;
      yield {
        at: construct,
        field: 'resourceName',
        value: resource ?? '(none)',
        remedy: 'give prefix and name of the resource, such as intel.com/intel_sriov_nic',
        rendering,
      };
    }
  },
};
