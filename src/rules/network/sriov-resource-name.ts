import type { Rule } from '../rule';
import { rendered, SRIOV_GROUP } from './rendered';

export const sriovResourceName: Rule = {
  id: 'VNF450',
  severity: 'error',
  title: 'SR-IOV resource name that the operator refuses',
  reason: 'resource names are letters, digits and underscores, at most 63, without prefix',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    const copies = new Set(model.operatorNetworks.flatMap(({ definitions }) => definitions));
    for (const network of model.operatorNetworks) {
      if (!isResourceName(network.resourceName)) yield observation(network.resourceName, network);
    }
    const kinds = ['SriovNetworkNodePolicy', 'SriovNetwork', 'SriovIBNetwork', 'OVSNetwork'];
    for (const { construct, rendering, spec } of rendered(model, SRIOV_GROUP, ...kinds)) {
      const name = String(spec.resourceName);
      if (!copies.has(construct) && !isResourceName(name)) yield { ...observation(name, construct), rendering };
    }
  },
};

function observation<At>(name: string, at: At): { at: At; field: string; value: string; remedy: string } {
  return { at, field: 'resourceName', value: name, remedy: remedyFor(name) };
}

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
