import { duplicates } from '../duplicates';
import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const NAME = /^(?=.*[a-z])[a-z0-9]([a-z0-9]|-(?!-))*[a-z0-9]$|^[a-z]$/;

export const interfacePorts = vmRule(
  {
    id: 'VNF228',
    severity: 'error',
    title: 'Port of an interface that KubeVirt refuses',
    reason: 'ports go from 1 to 65535, and their names are IANA service names of at most 15 characters, each its own',
    source: 'KubeVirt pkg/network/admitter, validatePorts',
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
      const named = ports.filter(({ name }) => name !== undefined);
      for (const { again } of duplicates(named, ({ name }) => String(name)))
        yield { field: `${again.field}.name`, value: again.name, remedy: 'give another name, or leave it out' };
    }
  },
);
