import { at, everyAt } from '../json';
import { sizedDomain } from './instancetype';
import { parseQuantity } from './quantity';
import { hasTopology, topologyOf } from './size';
import { vmRule, type VmObservation } from './vm-rule';

const KINDS = ['requests', 'limits'];
const RESOURCES = ['cpu', 'memory'];

export const resources = vmRule(
  {
    id: 'VNF217',
    severity: 'error',
    title: 'Resources that KubeVirt refuses',
    reason: 'a request is at most its limit; with dedicated CPUs they are equal, whole, and as many as the vCPUs',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* (vm): Generator<VmObservation> {
    const domain = sizedDomain(vm);
    const isDedicated = at(domain, 'cpu', 'dedicatedCpuPlacement') === true;
    for (const resource of RESOURCES) {
      const [request, limit] = KINDS.map((kind) => parseQuantity(at(domain, 'resources', kind, resource)));
      // 0 asks for nothing, and limits nothing.
      if (!request || !limit || (isDedicated ? request === limit : request <= limit)) continue;
      const remedy = isDedicated ? 'make request and limit equal, or leave both out' : 'lower the request';
      const field = `resources.requests.${resource}`;
      yield { field, value: at(domain, 'resources', 'requests', resource), remedy };
    }
    const paths = KINDS.flatMap((kind) => RESOURCES.map((resource) => `resources.${kind}.${resource}`));
    for (const { path, value } of paths.flatMap((one) => everyAt(domain, one))) {
      if (parseQuantity(value) === undefined)
        yield { field: path, value, reason: 'it is no quantity from 0', remedy: 'give a quantity such as 2 or 4Gi' };
    }
    const memory = at(domain, 'resources', 'requests', 'memory');
    const bytes = parseQuantity(memory);
    if (bytes && bytes < 1e6) {
      const remedy = /^[0-9]+$/.test(String(memory)) ? `write ${String(memory)}Mi` : 'give 1M or more';
      yield { field: 'resources.requests.memory', value: memory, reason: 'KubeVirt takes 1M or more', remedy };
    }
    if (isDedicated) yield* dedicated(domain);
  },
);

/** What is wrong with the CPUs that a VM with dedicated ones asks for. */
function* dedicated(domain: unknown): Generator<VmObservation> {
  const stated = KINDS.flatMap((kind) => everyAt(domain, `resources.${kind}.cpu`)).filter(({ value }) =>
    Boolean(parseQuantity(value)),
  );
  const { sockets, cores, threads } = topologyOf(domain);
  const vcpus = sockets * cores * threads;
  const part = stated.find(({ value }) => !Number.isInteger(parseQuantity(value)));
  const isOther = hasTopology(domain) && stated.every(({ value }) => parseQuantity(value) !== vcpus);
  const wrong = part ?? (isOther ? stated[0] : undefined);
  if (wrong) yield { field: wrong.path, value: wrong.value, remedy: `leave it out, or give ${vcpus}` };
}
