import { posix } from 'node:path';
import { at, everyAt, isSaid } from '../json';
import { isDnsSubdomain } from '../text';
import { parseQuantity } from './quantity';
import { vmRule, type VmObservation } from './vm-rule';

/** What paths of the pod that KubeVirt keeps to itself begin with. */
const KEPT = ['/var/run/kubevirt', '/var/run/libvirt'];

/** Where volumes refer to other objects, by the key of the name. */
const NAMES: readonly (readonly [reference: string, key: string])[] = [
  ['configMap', 'name'],
  ['secret', 'secretName'],
  ['serviceAccount', 'serviceAccountName'],
  ['sysprep.configMap', 'name'],
  ['sysprep.secret', 'name'],
  ['dataVolume', 'name'],
  ['persistentVolumeClaim', 'claimName'],
  ['ephemeral.persistentVolumeClaim', 'claimName'],
  ['cloudInitNoCloud.secretRef', 'name'],
  ['cloudInitConfigDrive.secretRef', 'name'],
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
        const isKept = kind === 'containerPath' && KEPT.some((one) => path.startsWith(one));
        const isUnsaid = kind === 'containerDisk' && path === '';
        if (isUnsaid || (isCleanAbsolute(path) && !isKept)) continue;
        const remedy = isKept ? 'give another directory' : 'write a path such as /disk/image.qcow2';
        yield { field, value: path || '(empty)', remedy };
      }
    }
    for (const [reference, key] of NAMES) {
      for (const { path, value } of everyAt(spec, `volumes.*.${reference}`)) {
        const name = at(value, key);
        // Cloud-init without the name of a Secret is cloud-init without the Secret.
        const isUnsaid = !isSaid(name) && reference.endsWith('.secretRef');
        if (isUnsaid || isDnsSubdomain(String(name ?? ''))) continue;
        yield {
          field: `${path}.${key}`,
          value: name === '' ? '(empty)' : (name ?? '(none)'),
          remedy: 'give the name of the object, without namespace',
        };
      }
    }
    for (const { path: field, value } of everyAt(spec, 'volumes.*.hostDisk')) {
      const capacity = at(value, 'capacity');
      if (at(value, 'type') !== 'Disk' || !isSaid(capacity) || parseQuantity(capacity) === 0) continue;
      yield { field, value: capacity, remedy: 'leave out the capacity of an image that is there already' };
    }
  },
);

/** Whether KubeVirt takes a path: absolute, without `.`, `..` and doubled slashes, and not the root. */
export function isCleanAbsolute(path: string): boolean {
  const bare = path.replace(/\/$/, '');
  return posix.isAbsolute(bare) && posix.normalize(bare) === bare && !bare.endsWith('/');
}
