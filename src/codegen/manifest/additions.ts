import type { Json } from '../../helm';
import { isSilent, type Patch } from './difference';
import { guestKind } from './lift/virtual-machine';
import type { ManifestObject } from './objects';
import { at, isMap } from './shape';

/** Something that the library writes on purpose where a manifest says nothing. */
interface Addition {
  /** What it is, for the header of the program. */
  readonly says: string;
  /** Where it stands; `GUEST` is the template of a guest. */
  readonly path: RegExp;
  readonly holds?: (object: ManifestObject) => boolean;
}

const GUEST_ADDITIONS: readonly Addition[] = [
  {
    says: 'architecture and machine type, which clusters fill in by their version',
    path: /^\/spec\/(architecture|domain\/machine\/type)$/,
  },
  {
    says: 'UUID and serial number of the firmware, which clusters draw at random',
    path: /^\/spec\/domain\/firmware\/(uuid|serial)$/,
  },
  { says: 'MACs, derived from release and path', path: /^\/spec\/domain\/devices\/interfaces\/\d+\/macAddress$/ },
  {
    says: 'the label app.kubernetes.io/component of the pod',
    path: /^\/metadata\/labels\/app\.kubernetes\.io~1component$/,
  },
  {
    says: 'secure boot of EFI that says nothing, and the SMM that it needs',
    path: /^\/spec\/domain\/(firmware\/bootloader\/efi\/secureBoot|features\/smm\/enabled)$/,
  },
  { says: 'memory of the guest, as KubeVirt takes it from the resources', path: /^\/spec\/domain\/memory\/guest$/ },
  {
    says: 'empty user data, without which cloud-init does not read network data',
    path: /^\/spec\/volumes\/\d+\/cloudInit\w+\/userData$/,
  },
  {
    says: "Nodus' annotation, which EMCO would write",
    path: /^\/metadata\/annotations\/k8s\.plugin\.opnfv\.org~1nfn-network$/,
  },
];

const OTHERS: readonly Addition[] = [
  {
    says: 'the namespace default of objects of Nodus',
    path: /^\/metadata\/namespace$/,
    holds: ({ apiVersion }) => /^k8s\.(plugin\.opnfv|cni\.cncf)\./.test(apiVersion),
  },
  {
    says: 'the label net of Nodus networks',
    path: /^\/metadata\/labels\/net$/,
    holds: ({ kind }) => kind === 'Network',
  },
  {
    says: 'static addresses among those that Nodus gives to nobody else',
    path: /^\/spec\/ipv4Subnets\/0\/excludeIps$/,
  },
  {
    says: 'VLAN 0 and namespace of SR-IOV networks',
    path: /^\/spec\/(vlan|networkNamespace)$/,
    holds: ({ kind }) => ['SriovNetwork', 'SriovIBNetwork', 'OVSNetwork'].includes(kind),
  },
  {
    says: 'priority and RDMA of SR-IOV policies',
    path: /^\/spec\/(priority|isRdma)$/,
    holds: ({ kind }) => kind === 'SriovNetworkNodePolicy',
  },
  {
    says: 'the run strategy Always',
    path: /^\/spec(\/virtualMachineTemplate\/spec)?\/runStrategy$/,
    holds: (object) => {
      const vm = guestKind(object)?.vm;
      return vm !== undefined && at(object.data, ...vm, 'running') === undefined;
    },
  },
  {
    says: 'the label app.kubernetes.io/component of the pod',
    path: /^\/spec\/selector\/matchLabels\/app\.kubernetes\.io~1component$/,
    holds: ({ kind }) => kind === 'VirtualMachineInstanceReplicaSet',
  },
  {
    says: 'the labels app.kubernetes.io/component and app.kubernetes.io/instance of the VMs of a pool',
    path: /^\/spec\/(selector\/matchLabels|virtualMachineTemplate\/(spec\/template\/)?metadata\/labels)\/app\.kubernetes\.io~1(component|instance)$/,
    holds: ({ kind }) => kind === 'VirtualMachinePool',
  },
  {
    says: 'http as the kind of import, as CDI takes it',
    path: /^\/metadata\/annotations\/cdi\.kubevirt\.io~1storage\.import\.source$/,
  },
  {
    says: 'type and external addresses of Services, as Kubernetes takes them',
    path: /^\/spec\/(type|externalIPs)$/,
    holds: ({ kind }) => kind === 'Service',
  },
  {
    says: 'immutable: false of ConfigMaps and Secrets, as Kubernetes takes it',
    path: /^\/immutable$/,
    holds: ({ kind }) => kind === 'ConfigMap' || kind === 'Secret',
  },
  {
    says: "Kubernetes' own defaults of pods, and the label cdk8s.io/metadata.addr",
    path: new RegExp(
      [
        '^/spec/(minReadySeconds|progressDeadlineSeconds|strategy|replicas)$',
        '^/spec/template/metadata/labels/cdk8s.io~1metadata.addr$',
        '^/spec/template/spec/(automountServiceAccountToken|dnsPolicy|hostNetwork|restartPolicy|setHostnameAsFQDN|shareProcessNamespace|terminationGracePeriodSeconds|securityContext)$',
        '^/spec/template/spec/containers/\\d+/(imagePullPolicy|resources)$',
        '^/spec/template/spec/containers/\\d+/\\w+Probe/(failureThreshold|httpGet/scheme)$',
        '^/spec/template/spec/containers/\\d+/securityContext(/(privileged|readOnlyRootFilesystem|runAsNonRoot|allowPrivilegeEscalation))?$',
      ].join('|'),
    ),
    holds: ({ kind }) => kind === 'Deployment',
  },
];

/** What the library adds to an object by not taking a patch; undefined where the patch is needed. */
export function additionsIn(object: ManifestObject, patch: Patch, rendered: Json): readonly string[] | undefined {
  const actual = valueAt(rendered, patch.path);
  if (patch.op === 'add' || actual === undefined) return undefined;
  if (patch.op === 'remove') return saysAll(object, patch.path, actual);
  const { value } = patch;
  if (AMOUNT.test(patch.path) && object.kind === 'Deployment' && isSameAmount(value, actual))
    return ['amounts of containers as text, their memory in mebibytes'];
  if (typeof actual !== 'string' || typeof value !== 'string') return undefined;
  if (patch.path.endsWith('/excludeIps') && isSubset(value, actual)) return saysAll(object, patch.path, actual);
  // Without namespace Multus looks in the VM's own.
  const isInDefault = /\/networks\/\d+\/multus\/networkName$/.test(patch.path) && actual === `default/${value}`;
  return isInDefault ? ['the namespace of attachment definitions'] : undefined;
}

function saysAll(object: ManifestObject, path: string, actual: Json): readonly string[] | undefined {
  const found = additionAt(object, path);
  if (found) return [found.says];
  if (!isMap(actual)) return undefined;
  const said = Object.entries(actual).filter(([key, value]) => !isSilent(key, value));
  const inner = said.map(([key, value]) =>
    saysAll(object, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, value ?? null),
  );
  return inner.length > 0 && inner.every((says) => says !== undefined) ? inner.flat() : undefined;
}

function additionAt(object: ManifestObject, path: string): Addition | undefined {
  const kind = guestKind(object);
  const prefix = kind?.template.map((key) => `/${key}`).join('') ?? '';
  const inGuest = kind && path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
  return (
    GUEST_ADDITIONS.find((one) => inGuest !== undefined && one.path.test(inGuest)) ??
    OTHERS.find((one) => one.path.test(path) && (one.holds?.(object) ?? true))
  );
}

const AMOUNT = /^\/spec\/template\/spec\/containers\/\d+\/resources\/(requests|limits)\/(cpu|memory)$/;

function isSameAmount(amount: Json, text: Json): boolean {
  if (typeof amount === 'number') return text === String(amount);
  const gibibytes = typeof amount === 'string' ? /^(\d+)Gi$/.exec(amount)?.[1] : undefined;
  return gibibytes !== undefined && text === `${Number(gibibytes) * 1024}Mi`;
}

function isSubset(words: string, others: string): boolean {
  const known = others.split(/\s+/);
  return words.split(/\s+/).every((word) => known.includes(word));
}

/** The value at a JSON pointer. */
function valueAt(data: Json, pointer: string): Json | undefined {
  const path = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return at(data, ...path);
}
