import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const VOLUMES = { noCloud: 'cloudInitNoCloud', configDrive: 'cloudInitConfigDrive' } as const;

export const credentialDelivery = vmRule(
  {
    id: 'VNF227',
    severity: 'error',
    title: 'Credentials that do not reach the guest',
    reason:
      'credentials are those of a secret; keys go by the cloud-init disk of the VM, or by the guest agent to named users',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    const volumes = listAt(spec, 'volumes');
    for (const [index, credential] of listAt(spec, 'accessCredentials').entries()) {
      const method = at(credential, 'sshPublicKey', 'propagationMethod');
      const field = `accessCredentials[${index}]`;
      for (const kind of ['sshPublicKey', 'userPassword']) {
        const given = at(credential, kind);
        if (given === undefined || at(given, 'source', 'secret', 'secretName')) continue;
        yield { field: `${field}.${kind}.source`, value: '(none)', remedy: 'name the secret' };
      }
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
