import { at, isMap, listAt } from '../json';
import type { Rule } from '../rule';
import { type Json, writtenPlugins } from './plugins';

interface Clash {
  readonly key: string;
  readonly value: unknown;
  readonly reason: string;
  readonly remedy: string;
}

export const pluginOptions: Rule = {
  id: 'VNF488',
  severity: 'error',
  title: 'Options of a CNI plugin that exclude each other',
  reason: 'the plugin refuses the configuration, and no pod on the network starts',
  source: 'CNI plugins plugins/main/bridge, host-device, vlan; plugins/meta/vrf',
  *check(model) {
    for (const { construct, rendering, config, fieldOf } of writtenPlugins(model)) {
      for (const { key, value, reason, remedy } of CHECKS[String(config.type)]?.(config) ?? []) {
        yield { at: construct, rendering, field: fieldOf(key), value, reason, remedy };
      }
    }
  },
};

const CHECKS: Readonly<Record<string, (config: Json) => Iterable<Clash>>> = {
  bridge: bridgeClashes,
  'host-device': deviceClashes,
  ovs: (config) => trunkClashes('trunk', config),
};

function* bridgeClashes(config: Json): Generator<Clash> {
  if (config.hairpinMode === true && config.promiscMode === true) {
    yield {
      key: 'promiscMode',
      value: true,
      reason: 'a promiscuous bridge gives frames back by itself',
      remedy: 'leave out hairpinMode or promiscMode',
    };
  }
  if (config.disableContainerInterface === true && isMap(config.ipam) && Object.keys(config.ipam).length > 0) {
    yield {
      key: 'ipam',
      value: config.ipam,
      reason: 'an interface that stays down can have no address',
      remedy: 'leave out ipam or disableContainerInterface',
    };
  }
  yield* trunkClashes('vlanTrunk', config);
}

function* trunkClashes(key: string, config: Json): Generator<Clash> {
  for (const [index, trunk] of listAt(config, key).entries()) {
    const [id, min, max] = ['id', 'minID', 'maxID'].map((name) => at(trunk, name));
    const ends = [id, min, max].filter((one) => one !== undefined);
    const isWhole = (min === undefined) === (max === undefined) && ends.length > 0;
    if (isWhole && ends.every(isVlan) && !(Number(min) > Number(max))) continue;
    yield {
      key: `${key}[${index}]`,
      value: trunk,
      reason: 'a trunk carries one VLAN (id) or those from minID to maxID, all from 0 to 4094',
      remedy: 'give id, or minID and a maxID that is not smaller',
    };
  }
}

function isVlan(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 4094;
}

function* deviceClashes(config: Json): Generator<Clash> {
  const given = ['device', 'hwaddr', 'kernelpath', 'pciBusID'].filter((key) => config[key] !== undefined);
  const [first, second] = given;
  if (first === undefined || second === undefined) return;
  yield {
    key: second,
    value: config[second],
    reason: 'one property says which host interface is meant',
    remedy: `keep ${first} or ${second}`,
  };
}
