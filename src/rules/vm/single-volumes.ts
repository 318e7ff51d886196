import { at, listAt } from '../json';
import { vmRule } from './vm-rule';

const SINGLE = {
  serviceAccount: 'service account tokens',
  downwardMetrics: 'disks of host metrics',
  memoryDump: 'memory dumps',
  cloudInitNoCloud: 'cloud-init disks',
  cloudInitConfigDrive: 'cloud-init disks',
};

export const singleVolumes = vmRule(
  {
    id: 'VNF226',
    severity: 'error',
    title: 'Two volumes of which a VM has one',
    reason:
      'KubeVirt takes one service account token, one disk of metrics and one memory dump, and reads the first cloud-init disk only',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go; pkg/cloud-init',
  },
  function* ({ spec }) {
    const seen = new Map<string, string>();
    for (const volume of listAt(spec, 'volumes')) {
      const source = Object.keys(SINGLE).find((name) => at(volume, name) !== undefined);
      if (source === undefined) continue;
      const kind = SINGLE[source as keyof typeof SINGLE];
      const first = seen.get(kind);
      seen.set(kind, String(at(volume, 'name')));
      if (first === undefined) continue;
      yield { field: 'disks', value: `${first}, ${String(at(volume, 'name'))}: ${kind}`, remedy: 'keep one of them' };
    }
  },
);
