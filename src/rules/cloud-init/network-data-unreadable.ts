import { at, isMap } from '../json';
import type { Rule } from '../rule';
import { type NetworkText, networkTexts } from './network-texts';

export const networkDataUnreadable: Rule = {
  id: 'VNF313',
  severity: 'error',
  title: 'Network data that the guest cannot read',
  reason:
    'a NoCloud disk holds version 1 or 2 of cloud-init’s format, bare; a config drive holds OpenStack’s network_data.json; anything else is ignored and no interface is configured',
  source: 'cloud-init cloudinit/net/network_state.py; KubeVirt pkg/cloud-init/cloud-init.go',
  *check(model) {
    for (const text of networkTexts(model)) {
      const problem = problemOf(text);
      if (problem) yield { at: text.vm, field: text.field, ...problem, rendering: text.rendering };
    }
  },
};

function problemOf({ content, problem, source }: NetworkText): { value: unknown; remedy: string } | undefined {
  if (problem !== undefined) return { value: problem, remedy: 'mend the text' };
  if (source === 'ConfigDrive')
    return at(content, 'links') === undefined
      ? { value: shape(content), remedy: 'give network_data.json with links, networks and services, or leave it out' }
      : undefined;
  if (at(content, 'network') !== undefined)
    return { value: 'network:', remedy: 'take what stands below network: as the whole text' };
  const version = at(content, 'version');
  return version === 1 || version === 2
    ? undefined
    : { value: version === undefined ? shape(content) : version, remedy: 'begin with version: 2, a number' };
}

function shape(content: unknown): string {
  return isMap(content) ? Object.keys(content).join(', ') || 'an empty map' : 'no map';
}
