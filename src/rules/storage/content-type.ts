import { at } from '../json';
import type { Rule } from '../rule';
import { claimOf, diskSpecs } from './disk-specs';

export const contentType: Rule = {
  id: 'VNF306',
  severity: 'error',
  title: 'Content type that the source or the volume excludes',
  reason:
    'content is kubevirt or archive; an archive is unpacked onto a file system, and neither registries nor empty disks have one',
  source: 'CDI pkg/apiserver/webhooks/datavolume-validate.go; pkg/controller/datavolume/util.go',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      const type = at(spec, 'contentType');
      const remedy = remedyFor(type, spec);
      if (remedy) yield { at: where, field: `${field}contentType`, value: type, remedy, rendering };
    }
  },
};

function remedyFor(type: unknown, spec: unknown): string | undefined {
  if (type === undefined || type === '' || type === 'kubevirt') return undefined;
  if (type !== 'archive') return 'write kubevirt or archive, or leave it out';
  const source = ['blank', 'registry'].find((kind) => at(spec, 'source', kind) !== undefined);
  if (source) return `leave it out: a source of kind ${source} has no archive`;
  return at(claimOf(spec), 'volumeMode') === 'Block' ? 'leave out volumeMode: Block' : undefined;
}
