import { duplicates } from '../duplicates';
import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const NAME = /^(?=.*[a-z])[a-z0-9]([a-z0-9]|-(?!-))*[a-z0-9]$|^[a-z]$/;

export const interfacePorts = vmRule(
  {
    id: 'VNF228',
    severity: 'error',
    title: 'Ports of an interface that KubeVirt refuses',
    reason:
      'ports go from 1 to 65535, and their names are IANA service names of at most 15 characters, each its own; at most ten ranges of ports stand in their place, apart from each other',
    source: 'KubeVirt pkg/network/admitter/netiface.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    for (const [nic, device] of listAt(spec, 'domain', 'devices', 'interfaces').entries()) {
      const ports = listAt(device, 'ports').map((port, index) => ({
        field: `interfaces[${nic}].ports[${index}]`,
        port: at(port, 'port'),
        name: at(port, 'name'),
      }));
      for (const { field, port, name } of ports) {
        const isPort = Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65535;
        if (!isPort) yield { field: `${field}.port`, value: port ?? '(none)', remedy: 'give 1 to 65535' };
        const isName = name === undefined || (NAME.test(String(name)) && String(name).length <= 15);
        if (!isName) yield { field: `${field}.name`, value: name, remedy: 'write a name such as http-alt' };
      }
      yield* rangesIn(device, nic);
      const named = ports.filter(({ name }) => name !== undefined);
      for (const { again } of duplicates(named, ({ name }) => String(name)))
        yield { field: `${again.field}.name`, value: again.name, remedy: 'give another name, or leave it out' };
    }
  },
);

function* rangesIn(device: unknown, nic: number): Generator<VmObservation> {
  const ranges = listAt(device, 'portRanges').map((range, index) => ({
    field: `interfaces[${nic}].portRanges[${index}]`,
    value: `${String(at(range, 'start'))}-${String(at(range, 'end'))}`,
    start: Number(at(range, 'start')),
    end: Number(at(range, 'end')),
    protocol: at(range, 'protocol'),
  }));
  if (ranges.length > 10)
    yield { field: `interfaces[${nic}].portRanges`, value: ranges.length, remedy: 'give at most ten' };
  for (const [index, { field, value, start, end, protocol }] of ranges.entries()) {
    const isRange = [start, end].every((port) => Number.isInteger(port) && port >= 1 && port <= 65535) && start <= end;
    if (!isRange) yield { field, value, remedy: 'give ports from 1 to 65535, the smaller first' };
    const other = ranges
      .slice(0, index)
      .find((one) => one.protocol === protocol && one.start <= end && start <= one.end);
    if (other) yield { field, value, remedy: `give ports apart from ${other.value}` };
  }
  if (ranges.length > 0 && listAt(device, 'ports').length > 0)
    yield { field: `interfaces[${nic}].ports`, value: 'beside portRanges', remedy: 'keep one of the two' };
}
