import { at } from '../json';
import type { Rule } from '../rule';
import { diskSpecs } from './disk-specs';

export const registryTag: Rule = {
  id: 'VNF320',
  severity: 'warning',
  title: 'Image without tag',
  reason: 'what latest is on the day of the import nobody knows, and two clusters may get two disks',
  source: 'CDI doc/image-from-registry.md; container image references',
  *check(model) {
    for (const { at: where, field, spec, rendering } of diskSpecs(model)) {
      const url = at(spec, 'source', 'registry', 'url');
      // A cron looks for what is new behind a name.
      if (typeof url !== 'string' || !url.startsWith('docker://') || field === 'template.') continue;
      if (/[:@][^/]+$/.test(url.slice('docker://'.length).replace(/^[^/]*/, ''))) continue;
      yield {
        at: where,
        field: `${field}source.registry.url`,
        value: url,
        remedy: `write ${url}:1.0, or a digest`,
        rendering,
      };
    }
  },
};
