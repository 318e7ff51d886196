import { at, everyAt } from '../json';
import { parseQuantity } from './quantity';
import { vmRule, type VmObservation } from './vm-rule';

export const resources = vmRule(
  {
    id: 'VNF217',
    severity: 'error',
    title: 'Resources that KubeVirt refuses',
    reason: 'a request is at most its limit; with dedicated CPUs they are equal, whole, and as many as the vCPUs',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const amount = (kind: string, resource: string): number | undefined =>
      parseQuantity(at(spec, 'domain', 'resources', kind, resource));
    const cpu = at(spec, 'domain', 'cpu');
    const isDedicated = at(cpu, 'dedicatedCpuPlacement') === true;
    for (const resource of ['cpu', 'memory']) {
      const [request, limit] = [amount('requests', resource), amount('limits', resource)];
      if (request === undefined || limit === undefined || limit === 0) continue;
      if (request <= limit && !(isDedicated && request !== limit)) continue;
      const remedy = isDedicated ? 'make request and limit equal, or leave both out' : 'lower the request';
      yield {
        field: `resources.requests.${resource}`,
        value: at(spec, 'domain', 'resources', 'requests', resource),
        remedy,
      };
    }
    for (const { path, value } of ['requests', 'limits'].flatMap((kind) =>
      ['cpu', 'memory'].flatMap((resource) => everyAt(at(spec, 'domain'), `resources.${kind}.${resource}`)),
    )) {
      if (parseQuantity(value) === undefined)
        yield { field: path, value, reason: 'it is no quantity from 0', remedy: 'give a quantity such as 2 or 4Gi' };
    }
    const memory = amount('requests', 'memory');
    if (memory !== undefined && memory > 0 && memory < 1e6) {
      const value = at(spec, 'domain', 'resources', 'requests', 'memory');
      yield {
        field: 'resources.requests.memory',
        value,
        reason: 'KubeVirt takes 1M or more',
        remedy: `write ${String(value)}Mi`,
      };
    }
    const stated = [amount('requests', 'cpu'), amount('limits', 'cpu')].filter((one) => one !== undefined);
    if (!isDedicated || stated.length === 0) return;
    const counts = ['sockets', 'cores', 'threads'].map((field) => at(cpu, field));
    const vcpus = counts.reduce<number>((product, count) => product * Number(count ?? 1), 1);
    const isWhole = stated.every((one) => Number.isInteger(one));
    if (isWhole && (counts.every((count) => count === undefined) || stated.includes(vcpus))) return;
    yield { field: 'resources.requests.cpu', value: stated[0], remedy: `leave it out, or give ${vcpus}` };
  },
);
