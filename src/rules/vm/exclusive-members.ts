import { at, everyAt, isSaid } from '../json';
import { enumerate } from '../text';
import { DISCONTINUED } from './discontinued-binding';
import { vmRule } from './vm-rule';

/** Members of which KubeVirt takes one. */
interface Choice {
  /** Where they stand; below `vm` in the VM itself. */
  readonly in: string;
  /** Their paths from there. */
  readonly of: readonly string[];
  /** Members that count as well, and that no remedy names. @default - none */
  readonly former?: readonly string[];
  /** Whether none will do. @default false */
  readonly optional?: boolean;
  /** Whether an empty text is a finding of its own, and counts here. @default false */
  readonly countsEmpty?: boolean;
  /** Whether several will do. @default false */
  readonly several?: boolean;
}

const PROBES = ['httpGet', 'tcpSocket', 'exec', 'guestAgentPing'];
const USER_DATA = ['secretRef.name', 'userData', 'userDataBase64'];
const NETWORK_DATA = ['networkDataSecretRef.name', 'networkData', 'networkDataBase64'];
const DELIVERIES = ['qemuGuestAgent', 'noCloud', 'configDrive'];
const DISKS = 'domain.devices.disks.*';

const CHOICES: readonly Choice[] = [
  { in: 'vm', of: ['running', 'runStrategy'], countsEmpty: true },
  { in: 'livenessProbe', of: PROBES },
  { in: 'readinessProbe', of: PROBES },
  { in: 'domain.clock', of: ['utc', 'timezone'], optional: true },
  { in: 'domain.features', of: ['hyperv', 'hypervPassthrough'], optional: true },
  { in: 'domain.firmware.bootloader', of: ['bios', 'efi'], optional: true },
  { in: 'domain.launchSecurity', of: ['sev', 'snp', 'tdx'], optional: true },
  { in: DISKS, of: ['disk', 'lun', 'cdrom'], optional: true },
  { in: `${DISKS}.blockSize`, of: ['custom', 'matchVolume'], optional: true },
  {
    in: 'domain.devices.interfaces.*',
    of: ['bridge', 'masquerade', 'sriov', 'passtBinding', 'binding'],
    former: DISCONTINUED,
  },
  { in: 'networks.*', of: ['pod', 'multus', 'resourceClaim'] },
  {
    in: 'volumes.*',
    of: [
      'cloudInitConfigDrive',
      'cloudInitNoCloud',
      'configMap',
      'containerDisk',
      'containerPath',
      'dataVolume',
      'downwardAPI',
      'downwardMetrics',
      'emptyDisk',
      'ephemeral',
      'hostDisk',
      'memoryDump',
      'persistentVolumeClaim',
      'secret',
      'serviceAccount',
      'sysprep',
    ],
  },
  ...['cloudInitNoCloud', 'cloudInitConfigDrive'].flatMap((source) => [
    { in: `volumes.*.${source}`, of: [...USER_DATA, ...NETWORK_DATA], several: true },
    { in: `volumes.*.${source}`, of: USER_DATA, optional: true },
    { in: `volumes.*.${source}`, of: NETWORK_DATA, optional: true },
  ]),
  { in: 'volumes.*.sysprep', of: ['configMap', 'secret'] },
  { in: 'accessCredentials.*', of: ['sshPublicKey', 'userPassword'] },
  ...['sshPublicKey', 'userPassword'].map((kind) => ({ in: `accessCredentials.*.${kind}`, of: ['propagationMethod'] })),
  { in: 'accessCredentials.*.sshPublicKey.propagationMethod', of: DELIVERIES },
  { in: 'accessCredentials.*.userPassword.propagationMethod', of: ['qemuGuestAgent'] },
  ...['gpus', 'hostDevices'].map((kind) => ({ in: `domain.devices.${kind}.*`, of: ['deviceName', 'claimName'] })),
  { in: 'resourceClaims.*', of: ['resourceClaimName', 'resourceClaimTemplateName'], countsEmpty: true },
];

export const exclusiveMembers = vmRule(
  {
    id: 'VNF240',
    severity: 'error',
    title: 'Two of which KubeVirt takes one, or none',
    reason: 'KubeVirt’s schema takes any of them together, and its webhook refuses all but one',
    source: 'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters; pkg/storage/admitters; pkg/network/admitter',
  },
  function* ({ spec, vmSpec }) {
    const fields = { ...(spec as object), vm: vmSpec };
    for (const choice of CHOICES) {
      for (const { path: field, value } of everyAt(fields, choice.in)) {
        const members = [...choice.of, ...(choice.former ?? [])];
        const given = members.filter((member) => {
          const said = at(value, ...member.split('.'));
          return isGiven(said) || (choice.countsEmpty && said === '');
        });
        if (given.length === 1 || (given.length === 0 ? choice.optional : choice.several)) continue;
        const remedy =
          given.length === 0
            ? `give ${choice.of.length > 1 ? 'one of ' : ''}${enumerate(choice.of)}`
            : 'keep one of them';
        yield { field, value: enumerate(given) || '(none)', remedy };
      }
    }
  },
);

/** Whether a member counts: one that is switched off does not. */
function isGiven(member: unknown): boolean {
  return isSaid(member) && at(member, 'enabled') !== false;
}
