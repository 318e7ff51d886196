import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const VIDEO: Readonly<Record<string, readonly string[]>> = {
  amd64: ['vga', 'cirrus', 'virtio', 'ramfb', 'bochs'],
  arm64: ['virtio', 'ramfb'],
  s390x: ['virtio'],
};

const WATCHDOGS: Readonly<Record<string, string>> = { amd64: 'i6300esb', s390x: 'diag288' };

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
      value: `${String(value || '(none)')} on ${architecture}`,
      remedy,
    });
    const video = at(devices, 'video');
    const known = VIDEO[architecture];
    if (video !== undefined && known && !known.includes(String(at(video, 'type'))))
      yield wrong('devices.graphics', at(video, 'type'), `write ${known.join(' or ')}`);
    const watchdog = at(devices, 'watchdog');
    const timer = WATCHDOGS[architecture];
    const timers = Object.values(WATCHDOGS).filter((one) => at(watchdog, one) !== undefined);
    if (watchdog !== undefined && timer !== undefined && timers.join() !== timer)
      yield wrong('devices.watchdog', timers.join(' and '), `give it ${timer} alone`);
    const [panicDevice] = listAt(devices, 'panicDevices');
    if (architecture === 's390x' && panicDevice !== undefined)
      yield {
        ...wrong('devices.panicDevice', at(panicDevice, 'model')),
        reason: 'KubeVirt refuses the VM when it is created',
      };
    if (architecture !== 'arm64') return;
    if (watchdog !== undefined) yield wrong('devices.watchdog', 'watchdog');
    if (at(devices, 'sound') !== undefined) yield wrong('devices.sound', at(devices, 'sound', 'model'));
    if (at(spec, 'domain', 'firmware', 'bootloader', 'bios') !== undefined)
      yield wrong('firmware', 'BIOS', 'use Firmware.efi()');
    const model = at(spec, 'domain', 'cpu', 'model');
    if (model !== undefined && model !== '' && model !== 'host-passthrough')
      yield wrong('cpu.model', model, 'write host-passthrough');
    for (const [index, disk] of listAt(devices, 'disks').entries()) {
      const bus = ['disk', 'cdrom', 'lun'].map((kind) => at(disk, kind, 'bus')).find((one) => one !== undefined);
      if (bus === 'sata' || bus === 'usb') yield wrong(`disks[${index}].bus`, bus, 'write virtio or scsi');
    }
  },
);
