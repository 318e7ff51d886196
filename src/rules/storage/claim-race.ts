import type { IConstruct } from 'constructs';
import { at, listAt } from '../json';
import type { Rule } from '../rule';
import { renderedVms } from '../vm/specs';

const IMPORT = /^cdi\.kubevirt\.io\/storage\.(import\.(endpoint|source)|upload\.target)$/;

export const claimRace: Rule = {
  id: 'VNF323',
  severity: 'warning',
  title: 'VM that may start before its disk is there',
  reason:
    'KubeVirt waits for DataVolumes only: a claim that annotations fill counts as ready from the start, and the guest finds half a disk',
  source: 'CDI doc/datavolumes.md; KubeVirt pkg/storage/types/pvc.go',
  *check(model) {
    const imported = new Set<string>();
    const key = (chart: IConstruct, name: unknown): string => `${chart.node.addr} ${String(name)}`;
    for (const { chart, objects } of model.renderings) {
      for (const { object } of objects) {
        if (object.kind !== 'PersistentVolumeClaim') continue;
        const annotations = Object.keys(at(object, 'metadata', 'annotations') ?? {});
        if (annotations.some((name) => IMPORT.test(name))) imported.add(key(chart, at(object, 'metadata', 'name')));
      }
    }
    if (imported.size === 0) return;
    for (const { vm, spec, rendering } of renderedVms(model)) {
      for (const [index, volume] of listAt(spec, 'volumes').entries()) {
        const claim = at(volume, 'persistentVolumeClaim', 'claimName');
        if (claim === undefined || !imported.has(key(rendering.chart, claim))) continue;
        const remedy = 'make it a DataVolume, or start the VM after the import';
        yield { at: vm, field: `disks[${index}]`, value: claim, remedy, rendering };
      }
    }
  },
};
