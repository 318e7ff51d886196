import { Platform } from '../../platform';
import { everyAt } from '../json';
import { vmRule } from './vm-rule';

/** Bindings that KubeVirt 1.3 gave up. */
export const DISCONTINUED = ['slirp', 'macvtap', 'passt'];

export const discontinuedBinding = vmRule(
  {
    id: 'VNF262',
    severity: 'error',
    title: 'Binding that KubeVirt has given up',
    reason: 'slirp, macvtap and passt are in the schema still, and KubeVirt refuses VMs with them since 1.3',
    source: 'KubeVirt pkg/network/admitter/discontinued.go',
  },
  function* ({ vm, spec }) {
    if (!Platform.of(vm).isAtLeast('kubevirt', '1.3.0')) return;
    for (const binding of DISCONTINUED)
      for (const { path } of everyAt(spec, `domain.devices.interfaces.*.${binding}`))
        yield {
          field: path.replace('domain.devices.', ''),
          value: binding,
          remedy: 'use masquerade or passtBinding on the pod network, bridge elsewhere, or a binding plugin',
        };
  },
);
