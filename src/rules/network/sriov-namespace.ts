import { hasOperatorSince } from '../../network';
import { Platform } from '../../platform';
import { at } from '../json';
import type { Rule } from '../rule';
import { rendered, SRIOV_GROUP } from './rendered';

const KINDS = [
  'SriovNetworkNodePolicy',
  'SriovNetworkPoolConfig',
  'SriovOperatorConfig',
  'SriovNetwork',
  'SriovIBNetwork',
  'OVSNetwork',
];

/** First release after those that read networks in their own namespace only. */
const NAMESPACED_NETWORKS = '1.7.0';

export const sriovNamespace: Rule = {
  id: 'VNF477',
  severity: 'error',
  title: 'Object of the SR-IOV operator where it does not look',
  reason:
    'the operator reads its own namespace only; newer releases read networks elsewhere too, but then make the attachment definition there',
  source: 'SR-IOV network operator pkg/webhook/validate.go, validate_networks.go; controllers',
  *check(model) {
    for (const { construct, rendering, object, spec } of rendered(model, SRIOV_GROUP, ...KINDS)) {
      const platform = Platform.of(construct);
      const { namespace } = platform.sriovOperator;
      const own = at(object, 'metadata', 'namespace') ?? rendering.release.namespace;
      if (own !== namespace) {
        const isNetwork = String(object.kind).endsWith('Network');
        if (isNetwork && spec.networkNamespace === undefined && hasOperatorSince(platform, NAMESPACED_NETWORKS))
          continue;
        const way = isNetwork ? '; attachmentDefinitionIn(chart) gives a chart a definition without the operator' : '';
        yield {
          at: construct,
          field: 'metadata.namespace',
          value: own,
          remedy: `put it into ${namespace}, or tell the platform the operator’s namespace${way}`,
          rendering,
        };
      } else if (object.kind === 'SriovOperatorConfig' && at(object, 'metadata', 'name') !== 'default') {
        yield {
          at: construct,
          field: 'metadata.name',
          value: at(object, 'metadata', 'name'),
          reason: 'the operator reads the one configuration that is called default, and refuses others',
          remedy: 'call it default',
          rendering,
        };
      }
    }
  },
};
