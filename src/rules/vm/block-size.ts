import { at, listAt } from '../json';
import { busOf } from './disk-target';
import { vmRule } from './vm-rule';

function isBlockSize(size: number): boolean {
  return size >= 512 && size <= 2 ** 21 && Number.isInteger(Math.log2(size));
}

export const blockSize = vmRule(
  {
    id: 'VNF225',
    severity: 'error',
    title: 'Block size that KubeVirt refuses',
    reason:
      'block sizes are powers of two from 512 to 2097152, the logical at most the physical, 512 on SATA, and discards are multiples of it',
    source: 'KubeVirt pkg/storage/admitters/disks.go',
  },
  function* ({ spec }) {
    for (const [index, disk] of listAt(spec, 'domain', 'devices', 'disks').entries()) {
      const custom = at(disk, 'blockSize', 'custom');
      if (custom === undefined) continue;
      const [logical, physical] = [Number(at(custom, 'logical')), Number(at(custom, 'physical'))];
      const discard = at(custom, 'discardGranularity');
      const isSound =
        isBlockSize(logical) &&
        isBlockSize(physical) &&
        logical <= physical &&
        (busOf(disk) !== 'sata' || logical === 512) &&
        (discard === undefined || Number(discard) % logical === 0);
      if (isSound) continue;
      const value = `${logical}/${physical}${discard === undefined ? '' : `, discards of ${String(discard)}`}`;
      yield {
        field: `disks[${index}].blockSize`,
        value,
        remedy: "give { logical: 512, physical: 4096 }, or 'match-volume'",
      };
    }
  },
);
