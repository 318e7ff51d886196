import type { Exclusion, Place } from '../type-model';

/**
 * Members that exclude each other. A CRD schema does not say it: the admission webhooks of KubeVirt and CDI do.
 */
interface ExclusiveMembers {
  /** The end of the path, after the kind where the kind matters: `spec.volumes[]`, `DataVolume.spec.source`. */
  readonly at: string;
  readonly rule: Exclusion['rule'];
  /** All members of the object but {@link except}, unless given. */
  readonly of?: readonly string[];
  readonly except?: readonly string[];
}

const DATA_VOLUME_SOURCE: readonly ExclusiveMembers[] = [
  { at: 'spec.source.registry', rule: 'exactly-one', of: ['url', 'imageStream'] },
];

function dataVolumeSpec(at: string): readonly ExclusiveMembers[] {
  return [
    { at, rule: 'exactly-one', of: ['pvc', 'storage'] },
    { at, rule: 'at-most-one', of: ['source', 'sourceRef'] },
    { at: `${at}.source`, rule: 'exactly-one' },
  ];
}

function cloudInit(at: string): readonly ExclusiveMembers[] {
  return [
    { at, rule: 'at-most-one', of: ['userData', 'userDataBase64', 'secretRef'] },
    { at, rule: 'at-most-one', of: ['networkData', 'networkDataBase64', 'networkDataSecretRef'] },
  ];
}

const PROBE_HANDLERS = ['exec', 'guestAgentPing', 'httpGet', 'tcpSocket'];

const INTERFACE_BINDINGS = ['binding', 'bridge', 'macvtap', 'masquerade', 'passt', 'passtBinding', 'slirp', 'sriov'];

const VIRTUAL_MACHINE_INSTANCE: readonly ExclusiveMembers[] = [
  { at: 'spec.volumes[]', rule: 'exactly-one', except: ['name'] },
  ...cloudInit('volumes[].cloudInitNoCloud'),
  ...cloudInit('volumes[].cloudInitConfigDrive'),
  { at: 'spec.networks[]', rule: 'exactly-one', except: ['name'] },
  { at: 'spec.resourceClaims[]', rule: 'exactly-one', of: ['resourceClaimName', 'resourceClaimTemplateName'] },
  { at: 'spec.livenessProbe', rule: 'exactly-one', of: PROBE_HANDLERS },
  { at: 'spec.readinessProbe', rule: 'exactly-one', of: PROBE_HANDLERS },
  { at: 'spec.accessCredentials[]', rule: 'exactly-one' },
  { at: 'accessCredentials[].sshPublicKey.source', rule: 'exactly-one' },
  { at: 'accessCredentials[].sshPublicKey.propagationMethod', rule: 'exactly-one' },
  { at: 'accessCredentials[].userPassword.source', rule: 'exactly-one' },
  { at: 'accessCredentials[].userPassword.propagationMethod', rule: 'exactly-one' },
  { at: 'domain.devices.interfaces[]', rule: 'exactly-one', of: INTERFACE_BINDINGS },
  // A disk without a target is a `disk`.
  { at: 'domain.devices.disks[]', rule: 'at-most-one', of: ['cdrom', 'disk', 'floppy', 'lun'] },
  { at: 'domain.firmware.bootloader', rule: 'at-most-one', of: ['bios', 'efi'] },
  // An empty one asks for Secure Execution on s390x.
  { at: 'domain.launchSecurity', rule: 'at-most-one', of: ['sev', 'snp', 'tdx'] },
];

function virtualMachineSpec(at: string): readonly ExclusiveMembers[] {
  return [
    { at, rule: 'exactly-one', of: ['running', 'runStrategy'] },
    ...dataVolumeSpec('dataVolumeTemplates[].spec'),
    ...DATA_VOLUME_SOURCE,
    ...VIRTUAL_MACHINE_INSTANCE,
  ];
}

const BY_GROUP: Readonly<Record<string, readonly ExclusiveMembers[]>> = {
  'kubevirt.io': virtualMachineSpec('VirtualMachine.spec'),
  'snapshot.kubevirt.io': virtualMachineSpec('source.virtualMachine.spec'),
  'pool.kubevirt.io': [
    ...virtualMachineSpec('virtualMachineTemplate.spec'),
    { at: 'spec.scaleInStrategy', rule: 'at-most-one' },
    { at: 'spec.updateStrategy', rule: 'at-most-one' },
  ],
  'cdi.kubevirt.io': [
    ...dataVolumeSpec('DataVolume.spec'),
    ...dataVolumeSpec('DataImportCron.spec.template.spec'),
    ...DATA_VOLUME_SOURCE,
    { at: 'VolumeImportSource.spec.source', rule: 'exactly-one' },
    { at: 'DataSource.spec.source', rule: 'at-most-one' },
  ],
};

/**
 * The exclusions among the optional members of the object at `place`; none where fewer than two of them exist.
 */
export function exclusionsAt(group: string, place: Place, optionalMembers: readonly string[]): readonly Exclusion[] {
  const path = `.${[place.kind, ...place.path].join('.')}`;
  const rules = Object.hasOwn(BY_GROUP, group) ? (BY_GROUP[group] ?? []) : [];
  return rules
    .filter(({ at }) => path.endsWith(`.${at}`))
    .map(({ rule, of = optionalMembers, except = [] }) => ({
      rule,
      members: optionalMembers.filter((member) => of.includes(member) && !except.includes(member)),
    }))
    .filter(({ members }) => members.length > 1);
}
