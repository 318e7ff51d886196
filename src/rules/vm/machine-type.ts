import { at, everyAt } from '../json';
import type { Model } from '../model';
import { configurationsOf } from './kubevirt-configuration';
import { vmRule } from './vm-rule';

/** What KubeVirt allows unless its CR says otherwise, an example first. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  amd64: ['q35*', 'pc-q35*'],
  arm64: ['virt*'],
  s390x: ['s390-ccw-virtio*'],
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
  function* ({ spec }, model) {
    const type = at(spec, 'domain', 'machine', 'type');
    const architecture = String(at(spec, 'architecture') ?? 'amd64');
    const usual = ALLOWED[architecture];
    if (type === undefined || type === '' || !usual) return;
    const stated = statedFor(architecture, model);
    const allowed = stated.length > 0 ? stated : usual;
    if (allowed.some((glob) => globExpression(glob).test(String(type)))) return;
    const example = String(allowed[0]).replace('*', '');
    yield { field: 'machineType', value: type, remedy: `leave it out, or write ${example}` };
  },
);

/** Machines that the app's KubeVirt CR allows; the older list, for all architectures, replaces the others. */
function statedFor(architecture: string, model: Model): readonly string[] {
  const paths = ['emulatedMachines.*', `architectureConfiguration.${architecture}.emulatedMachines.*`];
  return configurationsOf(model).flatMap((configuration) => {
    const lists = paths.map((path) => everyAt(configuration, path));
    return (lists.find((list) => list.length > 0) ?? []).map(({ value }) => String(value));
  });
}

/** A pattern of Go's `filepath.Match`, as far as names of machines go. */
function globExpression(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$(){}|\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`);
}
