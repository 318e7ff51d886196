import { at, isMap } from '../json';
import { fieldOf } from '../model';
import { podTemplateOf } from '../pod-template';
import type { Rule } from '../rule';
import { networksOnNodes } from './nodes-of-network';

export const nodeLabelsNotSelected: Rule = {
  id: 'VNF440',
  severity: 'warning',
  title: 'Workload may land on a node without its provider network',
  reason: 'the network exists on nodes with these labels only, and the workload does not ask for them',
  source: 'Nodus internal/pkg/nfnNotify/server.go',
  *check(model) {
    for (const { network, labels } of networksOnNodes(model)) {
      for (const nic of model.nicsOn(network)) {
        for (const { rendering, object } of model.objectsOf(nic.workload)) {
          const pod = at(podTemplateOf(object), 'spec');
          const selector = at(pod, 'nodeSelector');
          // Affinity can say the same in too many ways to judge.
          if (at(pod, 'affinity') !== undefined) continue;
          const missing = labels.filter((label) => {
            const [key = '', value = ''] = label.split('=', 2);
            return !isMap(selector) || selector[key] !== value;
          });
          if (missing.length === 0) continue;
          yield {
            at: nic.workload,
            field: 'nodeSelector',
            value: selector ?? '(none)',
            reason: `${fieldOf(nic)} is on ${network.networkName}: ${nodeLabelsNotSelected.reason}`,
            remedy: `add ${missing.join(', ')} to the node selector`,
            rendering,
          };
        }
      }
    }
  },
};
