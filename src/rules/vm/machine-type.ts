import { at } from '../json';
import { vmRule } from './vm-rule';

/** What KubeVirt allows unless its CR says otherwise. */
const ALLOWED: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  amd64: { pattern: /^(pc-)?q35/, example: 'q35' },
  arm64: { pattern: /^virt/, example: 'virt' },
  s390x: { pattern: /^s390-ccw-virtio/, example: 's390-ccw-virtio' },
};

export const machineType = vmRule(
  {
    id: 'VNF219',
    severity: 'error',
    title: 'Machine type that KubeVirt refuses',
    reason:
      'the machines are q35* and pc-q35* on amd64, virt* on arm64, s390-ccw-virtio* on s390x, unless the KubeVirt CR says otherwise',
    source:
      'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go; pkg/virt-config/virt-config.go',
  },
  function* ({ spec }) {
    const type = at(spec, 'domain', 'machine', 'type');
    const allowed = ALLOWED[String(at(spec, 'architecture') ?? 'amd64')];
    if (type === undefined || type === '' || !allowed || allowed.pattern.test(String(type))) return;
    yield { field: 'machineType', value: type, remedy: `leave it out, or write ${allowed.example}` };
  },
);
