import { at } from '../json';
import type { Rule } from '../rule';

export const sriovResourceName: Rule = {
  id: 'VNF450',
  severity: 'error',
  title: 'SR-IOV resource name that the operator refuses',
  reason: 'resource names are letters, digits and underscores, at most 63, without prefix',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    for (const network of model.sriovNetworks) {
      if (isResourceName(network.resourceName)) continue;
      yield {
        at: network,
        field: 'resourceName',
        value: network.resourceName,
        remedy: remedyFor(network.resourceName),
      };
    }
    for (const { objects } of model.charts) {
      for (const { construct, object } of objects) {
        if (object.kind !== 'SriovNetworkNodePolicy') continue;
        const name = String(at(object, 'spec', 'resourceName'));
        if (!isResourceName(name)) yield { at: construct, field: 'resourceName', value: name, remedy: remedyFor(name) };
      }
    }
  },
};

function isResourceName(name: string): boolean {
  return /^[a-zA-Z0-9_]{1,63}$/.test(name);
}

function remedyFor(name: string): string {
  return `write ${
    name
      .replace(/^.*\//, '')
      .replace(/[^a-zA-Z0-9_]+/g, '_')
      .slice(0, 63) || 'vfs'
  }`;
}
