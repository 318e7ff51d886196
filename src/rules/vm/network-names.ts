import { duplicates } from '../duplicates';
import { at, everyAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const INTERFACES = 'domain.devices.interfaces.*';

export const networkNames = vmRule(
  {
    id: 'VNF263',
    severity: 'error',
    title: 'Network of a VM without a name that can be',
    reason:
      'networks and interfaces are called by letters, digits, dashes and underscores, each once, and a network of Multus names its attachment definition',
    source: 'KubeVirt pkg/network/admitter/netiface.go, netsource.go',
  },
  function* ({ guest, spec }): Generator<VmObservation> {
    const property = guest ? 'id' : 'name';
    for (const { path, value } of everyAt(spec, INTERFACES)) {
      const name = String(at(value, 'name') ?? '');
      if (/^[A-Za-z0-9_-]+$/.test(name)) continue;
      const field = `${path.replace('domain.devices.', '')}.${property}`;
      yield { field, value: name || '(none)', remedy: `write ${name.replace(/[^A-Za-z0-9_-]+/g, '-') || 'lan'}` };
    }
    for (const { path, value } of everyAt(spec, 'networks.*.multus')) {
      if (at(value, 'networkName')) continue;
      yield { field: `${path}.networkName`, value: '(none)', remedy: 'name the attachment definition' };
    }
    // Two attachments of one id are a finding of their own.
    const attached = (guest?.attachments ?? []).map(({ id }) => ({ again: id, first: id }));
    const told = new Set([...duplicates(attached, ({ again }) => again)].map(({ again }) => again.again));
    for (const list of [INTERFACES, 'networks.*']) {
      for (const { again } of duplicates(everyAt(spec, list), ({ value }) => String(at(value, 'name')))) {
        const name = String(at(again.value, 'name'));
        if (told.has(name)) continue;
        told.add(name);
        yield { field: again.path.replace('domain.devices.', ''), value: name, remedy: 'give another name' };
      }
    }
  },
);
