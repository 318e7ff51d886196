import { posix } from 'node:path';
import { at, everyAt } from '../json';
import { isDnsSubdomain } from '../text';
import { vmRule, type VmObservation } from './vm-rule';

/** Directories of the pod that KubeVirt keeps to itself. */
const KEPT = ['/var/run/kubevirt', '/var/run/libvirt'];

/** Names of other objects, by the volume that refers to them. */
const NAMES = [
  'configMap.name',
  'secret.secretName',
  'serviceAccount.serviceAccountName',
  'sysprep.configMap.name',
  'sysprep.secret.name',
  'dataVolume.name',
  'persistentVolumeClaim.claimName',
  'ephemeral.persistentVolumeClaim.claimName',
  'cloudInitNoCloud.secretRef.name',
  'cloudInitConfigDrive.secretRef.name',
];

export const volumePaths = vmRule(
  {
    id: 'VNF244',
    severity: 'error',
    title: 'Volume at a path or on an object that cannot be',
    reason:
      'images and directories are named by clean absolute paths, those of KubeVirt itself aside, and objects by DNS names',
    source:
      'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go; pkg/storage/admitters/disks.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    for (const kind of ['containerDisk', 'hostDisk', 'containerPath']) {
      for (const { path: field, value } of everyAt(spec, `volumes.*.${kind}.path`)) {
        const path = String(value);
        const isKept = kind === 'containerPath' && KEPT.some((one) => path === one || path.startsWith(`${one}/`));
        if (isCleanAbsolute(path) && !isKept) continue;
        const remedy = isKept ? 'give another directory' : 'write a path such as /disk/image.qcow2';
        yield { field, value: path, remedy };
      }
    }
    for (const name of NAMES) {
      for (const { path: field, value } of everyAt(spec, `volumes.*.${name}`)) {
        if (isDnsSubdomain(String(value))) continue;
        yield {
          field,
          value: value === '' ? '(empty)' : value,
          remedy: 'give the name of the object, without namespace',
        };
      }
    }
    for (const { path: field, value } of everyAt(spec, 'volumes.*.hostDisk')) {
      if (at(value, 'type') !== 'Disk' || at(value, 'capacity') === undefined) continue;
      yield { field, value: at(value, 'capacity'), remedy: 'leave out the capacity of an image that is there already' };
    }
  },
);

/** Whether KubeVirt takes a path: absolute, without `.`, `..` and doubled slashes, and not the root. */
export function isCleanAbsolute(path: string): boolean {
  return posix.isAbsolute(path) && posix.normalize(path) === path && path !== '/' && !path.endsWith('/');
}
