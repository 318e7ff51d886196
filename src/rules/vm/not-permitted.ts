import { at, everyAt, isMap } from '../json';
import type { Rule } from '../rule';
import { configurationsOf } from './kubevirt-configuration';
import { renderedVms } from './specs';

export const notPermitted: Rule = {
  id: 'VNF248',
  severity: 'error',
  title: 'Device or binding that the app’s KubeVirt does not offer',
  reason:
    'KubeVirt makes no pod for a device that its CR does not permit, and plugs in no interface by a plugin that it does not register',
  source:
    'KubeVirt pkg/virt-controller/services/renderresources.go; pkg/network/multus/annotation.go; pkg/network/admitter',
  *check(model) {
    const configurations = configurationsOf(model);
    // Without its CR in the app, nobody knows what the cluster's KubeVirt offers.
    if (configurations.length === 0) return;
    const permitted = configurations.flatMap((configuration) =>
      ['pciHostDevices', 'mediatedDevices', 'usb'].flatMap((kind) =>
        everyAt(configuration, `permittedHostDevices.${kind}.*.resourceName`).map(({ value }) => value),
      ),
    );
    const bindings = configurations.flatMap((configuration) => {
      const binding = at(configuration, 'network', 'binding');
      return isMap(binding) ? Object.keys(binding) : [];
    });
    const mayBridge = configurations.every(
      (configuration) => at(configuration, 'network', 'permitBridgeInterfaceOnPodNetwork') !== false,
    );
    const asked = [
      ['domain.devices.gpus.*.deviceName', permitted, 'permittedHostDevices'],
      ['domain.devices.hostDevices.*.deviceName', permitted, 'permittedHostDevices'],
      ['domain.devices.interfaces.*.binding.name', bindings, 'network.binding'],
    ] as const;
    for (const { vm, spec, rendering } of renderedVms(model)) {
      const pod = everyAt(spec, 'networks.*').find(({ value }) => at(value, 'pod') !== undefined)?.value;
      for (const { path: field, value } of everyAt(spec, 'domain.devices.interfaces.*')) {
        if (mayBridge || at(value, 'bridge') === undefined || at(value, 'name') !== at(pod, 'name')) continue;
        yield {
          at: vm,
          field: field.replace('domain.devices.', ''),
          value: 'bridge',
          reason: 'the KubeVirt CR forbids bridges on the pod network, and KubeVirt refuses the VM',
          remedy: 'use masquerade, or leave out settings.network.permitBridgeInterfaceOnPodNetwork',
          rendering,
        };
      }
      for (const [path, offered, property] of asked) {
        for (const { path: field, value } of everyAt(spec, path)) {
          if (offered.includes(value as string)) continue;
          const remedy = `name it in settings.${property} of the KubeVirtConfiguration`;
          yield { at: vm, field: field.replace('domain.', ''), value, remedy, rendering };
        }
      }
    }
  },
};
