import { at, listAt } from '../json';
import { isFirstOfPod } from './primary-network';
import { vmRule } from './vm-rule';

export const interfaceState = vmRule(
  {
    id: 'VNF230',
    severity: 'error',
    title: 'State that an interface cannot have',
    reason: 'virtual functions have no link of KubeVirt’s, and only bridged secondary interfaces can be unplugged',
    source: 'KubeVirt pkg/network/admitter/netiface.go',
  },
  function* ({ spec }) {
    const first = listAt(spec, 'networks').filter(isFirstOfPod);
    for (const [index, device] of listAt(spec, 'domain', 'devices', 'interfaces').entries()) {
      const state = at(device, 'state');
      const onFirst = first.some((network) => at(network, 'name') === at(device, 'name'));
      const isWrong =
        state === 'absent' ? at(device, 'bridge') === undefined || onFirst : at(device, 'sriov') !== undefined;
      if (state === undefined || state === '' || !isWrong) continue;
      yield { field: `interfaces[${index}].state`, value: state, remedy: 'leave it out' };
    }
  },
);
