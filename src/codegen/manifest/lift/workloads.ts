import type { Json } from '../../../helm';
import { jsonIn } from '../documents-in-text';
import type { ManifestObject } from '../objects';
import {
  call,
  cdk8s,
  invoke,
  library,
  make,
  plus,
  someMembers,
  type Statement,
  type Value,
  Variable,
} from '../program';
import {
  at,
  boolean,
  fit,
  hasOnly,
  isMap,
  type JsonMap,
  listAt,
  listOf,
  mapAt,
  mapOf,
  number,
  object,
  oneOf,
  pick,
  text,
  textAt,
} from '../shape';
import { NFN_NETWORK, nodusEntries } from './interfaces';
import { hintsFor, type Lifted, metadataOf, type Scope } from './lifted';
import type { Networks } from './networks';

const TEXTS = mapOf(text);
const NETWORKS = 'k8s.v1.cni.cncf.io/networks';

const SERVICE_TYPES: Readonly<Record<string, string>> = {
  NodePort: 'NODE_PORT',
  LoadBalancer: 'LOAD_BALANCER',
};

/** A Service whose ports are numbers, by cdk8s-plus. */
export function liftService(object: ManifestObject, { chart, id }: Scope): Lifted | undefined {
  const spec = mapAt(object.data, 'spec');
  const type = textAt(spec, 'type') ?? 'ClusterIP';
  const selector = fit<{ readonly [key: string]: string }>(spec.selector, TEXTS);
  const ports = listAt(spec, 'ports').map(servicePort);
  const isSayable = type === 'ClusterIP' || Object.hasOwn(SERVICE_TYPES, type);
  if (!isSayable || selector === undefined || ports.length === 0 || ports.some((port) => port === undefined))
    return undefined;
  const props = {
    metadata: metadataOf(object, id),
    type: type === 'ClusterIP' ? undefined : plus(`ServiceType.${SERVICE_TYPES[type]}`),
    clusterIP: textAt(spec, 'clusterIP'),
    ports,
  };
  const variable = new Variable(hintsFor(object));
  const selects = Object.entries(selector).map(([label, value]): Statement => ({
    value: invoke(variable, 'selectLabel', label, value),
  }));
  const own = call(cdk8s('ApiObject.of'), variable);
  return {
    statements: [{ variable, value: make(plus('Service'), chart, id, props) }, ...selects],
    object: own,
    patched: own,
    props: [props, selector],
  };
}

function servicePort(port: Json): Value {
  const isSayable =
    hasOnly(port, 'name', 'port', 'nodePort', 'targetPort', 'protocol') &&
    object({ name: text, 'port!': number, nodePort: number, targetPort: number, protocol: oneOf('TCP', 'UDP') })(port);
  if (!isSayable) return undefined;
  const protocol = textAt(port, 'protocol');
  return { ...(port as JsonMap), protocol: protocol && plus(`Protocol.${protocol}`) };
}

const PULL_POLICIES: Readonly<Record<string, string>> = {
  Always: 'ALWAYS',
  IfNotPresent: 'IF_NOT_PRESENT',
  Never: 'NEVER',
};

/**
 * A Deployment on networks of Nodus, by cdk8s-plus with its interfaces as attachments. Others are kept as they are: cdk8s-plus
 * has opinions on every pod, which only the write-once of addresses outweighs.
 */
export function liftDeployment(
  deployment: ManifestObject,
  { chart, id }: Scope,
  networks: Networks,
): Lifted | undefined {
  const spec = mapAt(deployment.data, 'spec');
  const template = mapAt(spec, 'template');
  const annotations = mapAt(template, 'metadata', 'annotations');
  const labels = fit<{ readonly [key: string]: string }>(at(template, 'metadata', 'labels'), TEXTS);
  const selected = fit<{ readonly [key: string]: string }>(at(spec, 'selector', 'matchLabels'), TEXTS);
  const interfaces = podInterfaces(annotations, networks);
  const containers = listAt(template, 'spec', 'containers').map(container);
  if (!interfaces || !labels || !selected || containers.length === 0 || containers.some((one) => one === undefined))
    return undefined;
  const others = Object.entries(annotations).filter(([key]) => key !== NFN_NETWORK && key !== NETWORKS);
  const props = {
    metadata: metadataOf(deployment, id),
    replicas: fit(spec.replicas, number) ?? 1,
    strategy: at(spec, 'strategy', 'type') === 'Recreate' ? call(plus('DeploymentStrategy.recreate')) : undefined,
    select: false,
    podMetadata: {
      labels,
      annotations: fit(Object.fromEntries(others) as Json, TEXTS) && someMembers(Object.fromEntries(others)),
    },
    automountServiceAccountToken: at(template, 'spec', 'automountServiceAccountToken') === false ? undefined : true,
    securityContext: { ensureNonRoot: false },
    containers,
  };
  const variable = new Variable(hintsFor(deployment));
  const own = call(cdk8s('ApiObject.of'), variable);
  const statements: Statement[] = [
    { variable, value: make(plus('Deployment'), chart, id, props) },
    { value: invoke(variable, 'select', call(plus('LabelSelector.of'), { labels: selected })) },
    { value: make(library('PodAttachments'), variable, 'networks', { interfaces }) },
  ];
  return { statements, object: own, patched: own, props: [props, selected, interfaces] };
}

/** Interfaces of pods that are all Nodus', as Multus hands them over by one definition. */
function podInterfaces(annotations: JsonMap, networks: Networks): readonly Value[] | undefined {
  const definitions = listAt({ networks: jsonIn(textAt(annotations, NETWORKS) ?? '') }, 'networks');
  const entries = nodusEntries(annotations);
  const isOne = definitions.length === 1 && textAt(definitions[0], 'name') === 'ovn-networkobj';
  if (!isOne || entries.length === 0) return undefined;
  const found = entries.map((entry, index): Value => {
    const name = textAt(entry, 'name') ?? '';
    const target = networks.nodusTarget(name);
    const [address, interfaceName] = [textAt(entry, 'ipAddress'), textAt(entry, 'interface')];
    if (!target || !hasOnly(entry, 'interface', 'name', 'defaultGateway', 'ipAddress', 'macAddress')) return undefined;
    if (address !== undefined) networks.take(name, address);
    return invoke(target, 'attach', {
      interfaceName: interfaceName === `net${index + 1}` ? undefined : interfaceName,
      mac: textAt(entry, 'macAddress'),
      address,
    });
  });
  return found.every((one) => one !== undefined) ? found : undefined;
}

const CONTAINER = object({
  'name!': text,
  'image!': text,
  imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  args: listOf(text),
  command: listOf(text),
  workingDir: text,
  tty: boolean,
  stdin: boolean,
  ports: listOf(object({ name: text, 'containerPort!': number, protocol: oneOf('TCP', 'UDP') })),
  securityContext: object({
    privileged: boolean,
    readOnlyRootFilesystem: boolean,
    runAsUser: number,
    runAsGroup: number,
  }),
});

/** A container with what Kubernetes would take for granted, where cdk8s-plus would take something else. */
function container(spec: Json): Value {
  if (!isMap(spec) || !CONTAINER(spec)) return undefined;
  const image = textAt(spec, 'image') ?? '';
  const isLatest = /:latest$/.test(image) || !/:[^/]+$/.test(image);
  const policy = textAt(spec, 'imagePullPolicy') ?? (isLatest ? 'Always' : 'IfNotPresent');
  const security = mapAt(spec, 'securityContext');
  return {
    ...pick(spec, { name: text, image: text, command: listOf(text), args: listOf(text), workingDir: text }),
    imagePullPolicy: policy === 'Always' ? undefined : plus(`ImagePullPolicy.${PULL_POLICIES[policy]}`),
    ports: fit(spec.ports, listOf(isMap)) && listAt(spec, 'ports').map(containerPort),
    resources: {},
    securityContext: {
      user: fit(security.runAsUser, number),
      group: fit(security.runAsGroup, number),
      privileged: security.privileged === true ? true : undefined,
      ensureNonRoot: false,
      readOnlyRootFilesystem: fit(security.readOnlyRootFilesystem, boolean) ?? false,
      allowPrivilegeEscalation: true,
    },
  };
}

function containerPort(port: Json): Value {
  const protocol = textAt(port, 'protocol');
  return {
    name: textAt(port, 'name'),
    number: at(port, 'containerPort'),
    protocol: protocol && plus(`Protocol.${protocol}`),
  };
}
