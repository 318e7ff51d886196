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
      'ports of TCP or UDP go from 1 to 65535, and their names are IANA service names of at most 15 characters, each its own; at most ten ranges of ports stand in their place behind a masquerade, apart from each other',
    source: 'KubeVirt pkg/network/admitter/netiface.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const pods = listAt(spec, 'networks').filter((network) => at(network, 'pod') !== undefined);
    for (const [nic, device] of listAt(spec, 'domain', 'devices', 'interfaces').entries()) {
      yield* rangesIn(device, nic);
      // KubeVirt does not look at the ports of other interfaces.
      if (!pods.some((network) => at(network, 'name') === at(device, 'name'))) continue;
      const ports = listAt(device, 'ports').map((port, index) => ({
        field: `interfaces[${nic}].ports[${index}]`,
        port: at(port, 'port'),
        protocol: at(port, 'protocol') || 'TCP',
        name: at(port, 'name') || undefined,
      }));
      for (const { field, port, protocol, name } of ports) {
        const isPort = Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65535;
        if (!isPort) yield { field: `${field}.port`, value: port ?? '(none)', remedy: 'give 1 to 65535' };
        if (!isProtocol(protocol)) yield { field: `${field}.protocol`, value: protocol, remedy: 'write TCP or UDP' };
        const isName = name === undefined || (NAME.test(String(name)) && String(name).length <= 15);
        if (!isName) yield { field: `${field}.name`, value: name, remedy: 'write a name such as http-alt' };
      }
      const named = ports.filter(({ name }) => name !== undefined);
      for (const { again } of duplicates(named, ({ name }) => String(name)))
        yield { field: `${again.field}.name`, value: again.name, remedy: 'give another name, or leave it out' };
    }
  },
);

function* rangesIn(device: unknown, nic: number): Generator<VmObservation> {
  const ranges = listAt(device, 'portRanges').map((range, index) => ({
    field: `interfaces[${nic}].portRanges[${index}]`,
    value: `${String(at(range, 'start') ?? '(none)')}-${String(at(range, 'end') ?? '(none)')}`,
    start: Number(at(range, 'start')),
    end: Number(at(range, 'end')),
    protocol: at(range, 'protocol'),
  }));
  if (ranges.length === 0) return;
  const field = `interfaces[${nic}]`;
  if (at(device, 'masquerade') === undefined)
    yield { field: `${field}.portRanges`, value: 'without masquerade', remedy: 'use masquerade, or leave them out' };
  // KubeVirt asks for the list, and not for what is in it.
  if (at(device, 'ports') !== undefined)
    yield { field: `${field}.ports`, value: 'beside portRanges', remedy: 'keep one of the two' };
  if (ranges.length > 10) yield { field: `${field}.portRanges`, value: ranges.length, remedy: 'give at most ten' };
  for (const [index, { field, value, start, end, protocol }] of ranges.entries()) {
    const isRange = [start, end].every((port) => Number.isInteger(port) && port >= 1 && port <= 65535) && start <= end;
    if (!isProtocol(protocol))
      yield { field: `${field}.protocol`, value: protocol ?? '(none)', remedy: 'write TCP or UDP' };
    if (!isRange) yield { field, value, remedy: 'give ports from 1 to 65535, the smaller first' };
    const other = ranges
      .slice(0, index)
      .find((one) => one.protocol === protocol && one.start <= end && start <= one.end);
    if (other) yield { field, value, remedy: `give ports apart from ${other.value}` };
  }
}

function isProtocol(value: unknown): boolean {
  return value === 'TCP' || value === 'UDP';
}
