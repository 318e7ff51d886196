import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const VOLUMES = { noCloud: 'cloudInitNoCloud', configDrive: 'cloudInitConfigDrive' } as const;

export const credentialDelivery = vmRule(
  {
    id: 'VNF227',
    severity: 'error',
    title: 'SSH keys that do not reach the guest',
    reason: 'keys go by the cloud-init disk of the VM, or by the guest agent to named users',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const volumes = listAt(spec, 'volumes');
    for (const [index, credential] of listAt(spec, 'accessCredentials').entries()) {
      const method = at(credential, 'sshPublicKey', 'propagationMethod');
      const field = `accessCredentials[${index}]`;
      for (const [name, volume] of Object.entries(VOLUMES)) {
        if (at(method, name) === undefined || volumes.some((one) => at(one, volume) !== undefined)) continue;
        yield {
          field,
          value: name,
          remedy: `give the VM cloudInit: CloudInit.${name}(), or deliver by the guest agent`,
        };
      }
      const agent = at(method, 'qemuGuestAgent');
      if (agent === undefined || listAt(agent, 'users').length > 0) continue;
      yield { field, value: 'no users', remedy: 'name the users that get the keys' };
    }
  },
);
