import { at, listAt } from '../json';
import type { Rule } from '../rule';
import { claimOf, diskSpecs } from './disk-specs';

const MODES = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

export const claimAccessModes: Rule = {
  id: 'VNF304',
  severity: 'error',
  title: 'Access modes that CDI refuses',
  reason:
    'the form pvc has exactly one access mode, the form storage any number, each of the four that Kubernetes knows',
  source: 'CDI pkg/apiserver/webhooks/datavolume-validate.go',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      const modes = listAt(claimOf(spec), 'accessModes').map(String);
      const unknown = modes.find((mode) => !MODES.includes(mode));
      const isCounted = at(spec, 'storage') === undefined && at(spec, 'pvc') !== undefined && modes.length !== 1;
      if (unknown === undefined && !isCounted) continue;
      const value = unknown ?? (modes.join(', ') || '(none)');
      yield { at: where, field: `${field}accessMode`, value, remedy: `give one of ${MODES.join(', ')}`, rendering };
    }
  },
};
