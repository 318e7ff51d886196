import { at, isMap } from '../json';
import type { Observation, Rule } from '../rule';
import { policies } from './operator-objects';
import type { Json } from './plugins';

const MELLANOX = '15b3';

type Clash = Pick<Observation, 'field' | 'value' | 'reason' | 'remedy'>;

export const sriovDrivers: Rule = {
  id: 'VNF472',
  severity: 'error',
  title: 'SR-IOV policy whose settings exclude each other',
  reason: 'the operator refuses the policy',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    for (const { construct, rendering, spec } of policies(model)) {
      for (const clash of clashesIn(spec)) yield { at: construct, rendering, ...clash };
    }
  },
};

function* clashesIn(spec: Json): Generator<Clash> {
  const { deviceType = 'netdevice', eSwitchMode, linkType } = spec;
  const isSwitchdev = eSwitchMode === 'switchdev';
  if (deviceType === 'vfio-pci' && spec.isRdma === true) {
    yield {
      field: 'isRdma',
      value: true,
      reason: 'RDMA needs the node’s driver, and vfio-pci takes the function away from it',
      remedy: 'leave out isRdma, or give deviceType netdevice',
    };
  }
  if (isSwitchdev && linkType !== undefined && String(linkType).toLowerCase() !== 'eth') {
    yield {
      field: 'eSwitchMode',
      value: eSwitchMode,
      reason: 'only Ethernet cards have this switch',
      remedy: 'leave out eSwitchMode, or give linkType eth',
    };
  }
  if (spec.vdpaType !== undefined && (deviceType !== 'netdevice' || !isSwitchdev)) {
    yield {
      field: 'vdpaType',
      value: spec.vdpaType,
      reason: 'vDPA devices are made of functions with the node’s driver behind a card’s switch',
      remedy: 'give deviceType netdevice and eSwitchMode switchdev, or leave out vdpaType',
    };
  }
  const vendor = at(spec, 'nicSelector', 'vendor');
  if (spec.vdpaType !== undefined && vendor !== undefined && vendor !== MELLANOX) {
    yield {
      field: 'vdpaType',
      value: `${String(spec.vdpaType)} on cards of ${String(vendor)}`,
      reason: 'the operator makes vDPA devices of Mellanox cards only',
      remedy: `select cards of ${MELLANOX}, or leave out vdpaType`,
    };
  }
  if (isMap(spec.bridge) && Object.keys(spec.bridge).length > 0 && (!isSwitchdev || spec.externallyManaged === true)) {
    yield {
      field: 'ovsBridge',
      value: isSwitchdev ? 'externallyManaged' : (eSwitchMode ?? 'legacy'),
      reason: 'the operator makes bridges over cards that it sets to switchdev itself',
      remedy: 'give eSwitchMode switchdev and no externallyManaged, or leave out ovsBridge',
    };
  }
}
