import { at, isSaid } from '../json';

/** The bus that a disk states, whatever the guest sees it as; undefined where KubeVirt or a preference picks one. */
export function busOf(disk: unknown): unknown {
  return ['disk', 'lun', 'cdrom'].map((target) => at(disk, target, 'bus')).find(isSaid);
}
