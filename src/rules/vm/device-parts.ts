import { at } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

export const deviceParts = vmRule(
  {
    id: 'VNF265',
    severity: 'error',
    title: 'Sound without name, or video without graphics',
    reason:
      'KubeVirt refuses a sound device without name, and a video device where the graphics device is switched off',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const devices = at(spec, 'domain', 'devices');
    const sound = at(devices, 'sound');
    const video = at(devices, 'video');
    if (sound !== undefined && !at(sound, 'name'))
      yield { field: 'devices.sound.name', value: '(none)', remedy: 'give it a name, such as sound' };
    if (video !== undefined && at(devices, 'autoattachGraphicsDevice') === false)
      yield { field: 'devices.video', value: at(video, 'type') ?? '(none)', remedy: 'leave out one of the two' };
  },
);
