import { at, isMap } from '../json';
import type { Observation, Rule } from '../rule';
import { type DiskSpec, diskSpecs } from './disk-specs';

const SOURCES = ['blank', 'gcs', 'http', 'imageio', 'pvc', 'registry', 's3', 'snapshot', 'upload', 'vddk'];

export const dataVolumeForm: Rule = {
  id: 'VNF303',
  severity: 'error',
  title: 'DataVolume with two sources, two forms or none',
  reason:
    'a DataVolume has one of storage and pvc, and one of source with a single member, sourceRef, and a data source of its claim',
  source: 'CDI pkg/apiserver/webhooks/datavolume-validate.go',
  *check(model) {
    for (const disk of diskSpecs(model)) {
      yield* exactlyOne(
        disk,
        ['storage', 'pvc'],
        disk.spec,
        'keep storage, or pvc where the claim must stay as it is written',
      );
      const claim = at(disk.spec, 'storage') ?? at(disk.spec, 'pvc');
      const isPopulated = at(claim, 'dataSource') !== undefined || at(claim, 'dataSourceRef') !== undefined;
      if (isPopulated) {
        const both = ['source', 'sourceRef'].find((key) => at(disk.spec, key) !== undefined);
        if (both)
          yield { ...where(disk, both), value: 'beside a data source of the claim', remedy: `leave out ${both}` };
        continue;
      }
      yield* exactlyOne(disk, ['source', 'sourceRef'], disk.spec, 'give one of them, made with ImportSource');
      const source = at(disk.spec, 'source');
      if (source !== undefined)
        yield* exactlyOne(disk, SOURCES, source, 'give one source, made with ImportSource', 'source');
      const kind = at(disk.spec, 'sourceRef', 'kind');
      if (kind !== undefined && kind !== 'DataSource')
        yield {
          ...where(disk, 'sourceRef.kind'),
          value: kind,
          remedy: 'write DataSource, the only kind that CDI takes',
        };
    }
  },
};

function* exactlyOne(
  disk: DiskSpec,
  keys: readonly string[],
  map: unknown,
  remedy: string,
  parent?: string,
): Generator<Observation> {
  const given = isMap(map) ? Object.keys(map).filter((key) => keys.includes(key)) : [];
  if (given.length === 1) return;
  yield {
    ...where(disk, parent === undefined ? (given[1] ?? keys[0] ?? '') : [parent, ...given.slice(1, 2)].join('.')),
    value: given.length === 0 ? '(none)' : given.join(' and '),
    remedy,
  };
}

function where({ at, field, rendering }: DiskSpec, property: string): Pick<Observation, 'at' | 'field' | 'rendering'> {
  return { at, field: field + property, rendering };
}
