import { duplicates } from '../duplicates';
import { at, listAt } from '../json';
import { vmRule } from './vm-rule';

const ADDRESS = /^[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-7]$/;

export const pciAddress = vmRule(
  {
    id: 'VNF224',
    severity: 'error',
    title: 'PCI address that is malformed or taken',
    reason: 'a PCI address is domain, bus, slot and function (0000:81:01.0), each device its own',
    source:
      'KubeVirt pkg/storage/admitters/disks.go; pkg/network/admitter/netiface.go; libvirt refuses addresses in use',
  },
  function* ({ spec }) {
    const devices = [
      ...listAt(spec, 'domain', 'devices', 'disks').map((disk, index) => ({
        field: `disks[${index}].pciAddress`,
        address: at(disk, 'disk', 'pciAddress'),
      })),
      ...listAt(spec, 'domain', 'devices', 'interfaces').map((device, index) => ({
        field: `interfaces[${index}].pciAddress`,
        address: at(device, 'pciAddress'),
      })),
    ].filter(({ address }) => address !== undefined && address !== '');
    for (const { field, address } of devices.filter((device) => !ADDRESS.test(String(device.address))))
      yield { field, value: address, remedy: 'write it like 0000:81:01.0' };
    for (const { again } of duplicates(devices, ({ address }) => String(address).toLowerCase()))
      yield { field: again.field, value: again.address, remedy: 'give another slot, or leave it out' };
  },
);
