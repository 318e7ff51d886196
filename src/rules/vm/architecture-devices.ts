import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const VIDEO: Readonly<Record<string, readonly string[]>> = {
  amd64: ['vga', 'cirrus', 'virtio', 'ramfb', 'bochs'],
  arm64: ['virtio', 'ramfb'],
  s390x: ['virtio'],
};

export const architectureDevices = vmRule(
  {
    id: 'VNF232',
    severity: 'error',
    title: 'Device or firmware that the architecture does not have',
    reason: 'KubeVirt refuses the VM when it starts',
    source: 'KubeVirt pkg/virt-api/webhooks/amd64.go, arm64.go, s390x.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const architecture = String(at(spec, 'architecture') ?? 'amd64');
    const devices = at(spec, 'domain', 'devices');
    const wrong = (field: string, value: unknown, remedy = 'leave it out'): VmObservation => ({
      field,
      value: `${String(value)} on ${architecture}`,
      remedy,
    });
    const video = at(devices, 'video', 'type');
    const known = VIDEO[architecture];
    if (video !== undefined && known && !known.includes(String(video)))
      yield wrong('devices.graphics', video, `write ${known.join(' or ')}`);
    if (architecture === 's390x' && at(devices, 'panicDevices') !== undefined)
      yield wrong('devices.panicDevice', at(devices, 'panicDevices', 0, 'model'));
    if (architecture !== 'arm64') return;
    if (at(devices, 'watchdog') !== undefined) yield wrong('devices.watchdog', 'watchdog');
    if (at(devices, 'sound') !== undefined) yield wrong('devices.sound', at(devices, 'sound', 'model'));
    if (at(spec, 'domain', 'firmware', 'bootloader', 'bios') !== undefined)
      yield wrong('firmware', 'BIOS', 'use Firmware.efi()');
    const model = at(spec, 'domain', 'cpu', 'model');
    if (model !== undefined && model !== 'host-passthrough') yield wrong('cpu.model', model, 'write host-passthrough');
    for (const [index, disk] of listAt(devices, 'disks').entries()) {
      const bus = ['disk', 'cdrom', 'lun'].map((kind) => at(disk, kind, 'bus')).find((one) => one !== undefined);
      if (bus === 'sata' || bus === 'usb') yield wrong(`disks[${index}].bus`, bus, 'write virtio or scsi');
    }
  },
);
