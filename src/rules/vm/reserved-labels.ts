import { at } from '../json';
import { podTemplateOf } from '../pod-template';
import { vmRule } from './vm-rule';

const RESERVED = [
  'created-by',
  'migrationJobUID',
  'nodeName',
  'migrationTargetNodeName',
  'schedulable',
  'install-strategy',
];

export const reservedLabels = vmRule(
  {
    id: 'VNF209',
    severity: 'error',
    title: 'Label that KubeVirt keeps for itself',
    reason: 'KubeVirt refuses VMs whose template carries one of its own labels',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ object }) {
    const labels = at(podTemplateOf(object), 'metadata', 'labels');
    for (const name of RESERVED) {
      const value = at(labels, `kubevirt.io/${name}`);
      if (value === undefined) continue;
      yield { field: `labels[kubevirt.io/${name}]`, value, remedy: 'use a label of your own domain' };
    }
  },
);
