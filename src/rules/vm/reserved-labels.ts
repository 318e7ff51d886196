import { at } from '../json';
import { podTemplateOf } from '../pod-template';
import type { Rule } from '../rule';

const RESERVED = [
  'created-by',
  'migrationJobUID',
  'nodeName',
  'migrationTargetNodeName',
  'schedulable',
  'install-strategy',
];

export const reservedLabels: Rule = {
  id: 'VNF209',
  severity: 'error',
  title: 'Label that KubeVirt keeps for itself',
  reason: 'KubeVirt refuses VMs whose template carries one of its own labels',
  source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  *check(model) {
    for (const vm of model.vms) {
      for (const { rendering, object } of model.objectsOf(vm)) {
        for (const name of RESERVED) {
          const value = at(podTemplateOf(object), 'metadata', 'labels', `kubevirt.io/${name}`);
          if (value === undefined) continue;
          yield {
            at: vm,
            field: `labels[kubevirt.io/${name}]`,
            value,
            remedy: 'use a label of your own domain',
            rendering,
          };
        }
      }
    }
  },
};
