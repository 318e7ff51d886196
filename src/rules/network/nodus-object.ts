import { at, isMap, listAt } from '../json';
import type { Rule } from '../rule';
import type { Json } from './plugins';
import { NODUS_GROUP, rendered } from './rendered';

interface Problem {
  readonly field: string;
  readonly value: unknown;
  readonly reason: string;
  readonly remedy: string;
}

export const nodusObject: Rule = {
  id: 'VNF466',
  severity: 'error',
  title: 'Nodus object that the API server takes and Nodus does not',
  reason: 'the schema of Nodus’ objects checks no values, and its operator loops, crashes or sets up nothing',
  source:
    'Nodus pkg/controller/network, providernetwork; internal/pkg/ovn/common.go createOvnLS; internal/pkg/nfnNotify/server.go',
  *check(model) {
    for (const { construct, rendering, object, spec } of rendered(model, NODUS_GROUP, 'Network', 'ProviderNetwork')) {
      const problems = [...subnetProblems(spec), ...(object.kind === 'ProviderNetwork' ? providerProblems(spec) : [])];
      for (const problem of problems) yield { at: construct, rendering, ...problem };
    }
  },
};

function* subnetProblems(spec: Json): Generator<Problem> {
  if (spec.cniType !== 'ovn4nfv') {
    yield {
      field: 'cniType',
      value: spec.cniType ?? '(none)',
      reason: 'the operator refuses any other type, again and again, without a status',
      remedy: 'write ovn4nfv',
    };
  }
  const gateway = at(spec, 'ipv4Subnets', '0', 'gateway');
  if (gateway === undefined || gateway === '') {
    yield {
      field: 'ipv4Subnets[0].gateway',
      value: '(none)',
      reason: 'without a gateway the operator crashes, and crashes again at each start',
      remedy: 'give the gateway with prefix length, or use NodusNetwork',
    };
  }
}

const TYPES: Readonly<Record<string, string>> = { VLAN: 'vlan', DIRECT: 'direct' };
const SELECTORS = ['all', 'any', 'specific'];

function* providerProblems(spec: Json): Generator<Problem> {
  const block = TYPES[String(spec.providerNetType)];
  const settings = block === undefined ? undefined : spec[block];
  if (block === undefined || !isMap(settings)) {
    yield {
      field: 'providerNetType',
      value: spec.providerNetType ?? '(none)',
      reason: 'the network is a VLAN or DIRECT, in capitals, and has the settings of that type',
      remedy: 'use NodusProviderNetwork or NodusDirectNetwork',
    };
    return;
  }
  const selector = settings[`${block}NodeSelector`];
  if (!SELECTORS.includes(String(selector).toLowerCase())) {
    yield {
      field: `${block}.${block}NodeSelector`,
      value: selector ?? '(none)',
      reason: 'Nodus sets up no node for any other word, and says Created nevertheless',
      remedy: 'write specific and the labels of the nodes, or any, or all',
    };
  } else if (String(selector).toLowerCase() === 'specific' && listAt(settings, 'nodeLabelList').length === 0) {
    yield {
      field: `${block}.nodeLabelList`,
      value: '(none)',
      reason: 'without labels no node is meant',
      remedy: 'give the labels of the nodes',
    };
  }
}
