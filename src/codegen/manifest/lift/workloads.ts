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
import { at, fit, hasOnly, type JsonMap, listAt, mapAt, mapOf, number, object, oneOf, text, textAt } from '../shape';
import { liftContainer } from './containers';
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

/** A Deployment by cdk8s-plus, its interfaces on networks of Nodus as attachments. */
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
  const interfaces = annotations[NFN_NETWORK] === undefined ? [] : podInterfaces(annotations, networks);
  const containers = listAt(template, 'spec', 'containers').map(liftContainer);
  if (!interfaces || !labels || !selected || containers.length === 0 || containers.some((one) => one === undefined))
    return undefined;
  const isOthers = (key: string): boolean => interfaces.length === 0 || (key !== NFN_NETWORK && key !== NETWORKS);
  const others = Object.entries(annotations).filter(([key]) => isOthers(key));
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
    ...(interfaces.length === 0
      ? []
      : [{ value: make(library('PodAttachments'), variable, 'networks', { interfaces }) }]),
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
