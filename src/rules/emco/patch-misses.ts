import { at } from '../json';
import type { Rule } from '../rule';
import { type Operation, patchedObjects } from './kubernetes-intents';

/** What ovnaction writes into a workload before a customization sees it [EMCO src/ovnaction/pkg/module/resources.go]. */
const WRITTEN_BEFORE = ['k8s.plugin.opnfv.org~1nfn-network', 'k8s.v1.cni.cncf.io~1networks'].map(
  (annotation) => `/spec/template/metadata/annotations/${annotation}`,
);

export const patchMisses: Rule = {
  id: 'VNF538',
  severity: 'error',
  title: 'JSON patch of what the object does not have',
  reason: 'EMCO stops the instantiation of the group at an operation whose place is not in the rendered object',
  source: 'RFC 6902; EMCO src/genericactioncontroller/internal/action',
  *check(model) {
    for (const { at: construct, rendering, object, operations } of patchedObjects(model)) {
      const written = [...WRITTEN_BEFORE];
      for (const operation of operations) {
        const { field, path } = operation;
        for (const [key, needed] of neededPlaces(operation)) {
          if (written.some((place) => isInside(place, needed) || isInside(needed, place))) continue;
          if (at(object, ...keysOf(needed)) !== undefined) continue;
          yield {
            at: construct,
            field: `${field}.${key}`,
            value: operation[key],
            reason: `${needed} is not there: ${patchMisses.reason}`,
            remedy: `name a place that ${String(object.kind)} ${String(at(object, 'metadata', 'name'))} has; add makes one field at a time`,
            rendering,
          };
        }
        if (typeof path === 'string') written.push(path);
      }
    }
  },
};

/** The places that must be there for an operation, by the key that names them. */
function* neededPlaces({ op, path, from }: Operation): Generator<readonly ['path' | 'from', string]> {
  if (typeof path === 'string') {
    const isMade = op === 'add' || op === 'move' || op === 'copy';
    yield ['path', isMade ? path.replace(/\/[^/]*$/, '') : path];
  }
  if (typeof from === 'string') yield ['from', from];
}

function isInside(place: string, outer: string): boolean {
  return place === outer || place.startsWith(`${outer}/`);
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
