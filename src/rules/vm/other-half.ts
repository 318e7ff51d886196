import type { IConstruct } from 'constructs';
import { Platform } from '../../platform';
import { at, everyAt, isSaid, listAt } from '../json';
import type { Model } from '../model';
import { writtenGates } from '../platform/written-gates';
import { vmRule, type VmObservation } from './vm-rule';

const CLAIMS = ['persistentVolumeClaim', 'dataVolume'];
const EMPTY_DRIVES = 'DeclarativeHotplugVolumes';

export const otherHalf = vmRule(
  {
    id: 'VNF241',
    severity: 'error',
    title: 'Device without what is behind it',
    reason:
      'a disk has a volume, an interface a network of its name and the other way round, and KubeVirt refuses one without the other',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go; pkg/network/admitter',
  },
  function* ({ vm, guest, spec }, model): Generator<VmObservation> {
    const devices = at(spec, 'domain', 'devices');
    const mayBeEmpty = takesEmptyDrives(vm, model);
    const disks = everyAt(spec, 'domain.devices.disks.*').filter(({ value }) => !mayBeEmpty || !at(value, 'cdrom'));
    const directories = everyAt(spec, 'domain.devices.filesystems.*');
    const volumes = everyAt(spec, 'volumes.*');
    const interfaces = everyAt(spec, 'domain.devices.interfaces.*');
    const networks = everyAt(spec, 'networks.*');
    const halves = [
      [[...disks, ...directories], volumes, 'a volume'],
      [interfaces, networks, 'a network'],
      [networks, interfaces, 'an interface'],
    ] as const;
    const otherwise = guest ? 'drop the JSON patch that leaves it without' : 'leave it out';
    for (const [ones, others, what] of halves) {
      const there = new Set(others.map(({ value }) => at(value, 'name')));
      for (const { path: field, value } of ones) {
        const name = at(value, 'name');
        if (there.has(name)) continue;
        yield { field, value: isSaid(name) ? name : '(none)', remedy: `give it ${what} of its name, or ${otherwise}` };
      }
    }
    for (const [index, disk] of listAt(devices, 'disks').entries()) {
      const volume = listAt(spec, 'volumes').find((one) => at(one, 'name') === at(disk, 'name'));
      const isClaim = CLAIMS.some((kind) => at(volume, kind) !== undefined);
      if (at(disk, 'lun') === undefined || volume === undefined || isClaim) continue;
      yield {
        field: `domain.devices.disks[${index}].lun`,
        value: at(disk, 'name'),
        reason: 'KubeVirt hands over claims and DataVolumes as logical units, nothing else',
        remedy: 'make it a disk, or put it on a claim',
      };
    }
  },
);

/** Whether KubeVirt takes a drive without a volume, to be filled while the guest runs. */
function takesEmptyDrives(vm: IConstruct, model: Model): boolean {
  const platform = Platform.of(vm);
  if (platform.featureGates?.includes(EMPTY_DRIVES) || writtenGates(model).has(EMPTY_DRIVES)) return true;
  // From 1.9 on gates of the state Beta are on unless they are named here [kubevirt pkg/virt-config/featuregate].
  return platform.isAtLeast('kubevirt', '1.9.0') && !writtenGates(model, 'disabledFeatureGates').has(EMPTY_DRIVES);
}
