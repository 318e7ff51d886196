import { at, everyAt, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const CLAIMS = ['persistentVolumeClaim', 'dataVolume', 'ephemeral'];

export const otherHalf = vmRule(
  {
    id: 'VNF241',
    severity: 'error',
    title: 'Device without what is behind it',
    reason:
      'a disk has a volume, an interface a network of its name and the other way round, and KubeVirt refuses one without the other',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go; pkg/network/admitter',
  },
  function* ({ spec }): Generator<VmObservation> {
    const devices = at(spec, 'domain', 'devices');
    const named = (places: ReturnType<typeof everyAt>): readonly (readonly [string, string])[] =>
      places.map(({ path, value }) => [path, String(at(value, 'name'))] as const);
    const disks = named(everyAt(spec, 'domain.devices.disks.*'));
    const directories = named(everyAt(spec, 'domain.devices.filesystems.*'));
    const volumes = named(everyAt(spec, 'volumes.*'));
    const interfaces = named(everyAt(spec, 'domain.devices.interfaces.*'));
    const networks = named(everyAt(spec, 'networks.*'));
    const halves = [
      [[...disks, ...directories], volumes, 'volume'],
      [interfaces, networks, 'network'],
      [networks, interfaces, 'interface'],
    ] as const;
    for (const [ones, others, what] of halves) {
      const there = new Set(others.map(([, name]) => name));
      for (const [field, name] of ones.filter(([, one]) => !there.has(one)))
        yield {
          field,
          value: name,
          remedy: `give it a ${what} of that name, or drop the JSON patch that leaves it without`,
        };
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
