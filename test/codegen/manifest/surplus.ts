import type { KubernetesObject } from '../../../src';
import { meaning } from './meaning';

/** Everything that an import without `--exact` may write beyond the manifests; a template's path is cut off. */
const KNOWN = [
  /^spec\.architecture$/,
  /^spec\.domain\.machine(\.type)?$/,
  /^spec\.domain\.firmware(\.(uuid|serial))?$/,
  /^spec\.domain\.firmware\.bootloader\.efi\.secureBoot$/,
  /^spec\.domain\.features(\.smm)?$/,
  /^spec\.domain\.memory(\.guest)?$/,
  /^spec\.domain\.devices\.interfaces\.\d+\.macAddress$/,
  /^spec\.volumes\.\d+\.cloudInit\w+\.userData$/,
  /^metadata$|^metadata\.labels$|^metadata\.labels\|app\.kubernetes\.io\/component$/,
  /^spec\.virtualMachineTemplate\.metadata$|^(spec\.virtualMachineTemplate\.)?metadata\.labels(\|app\.kubernetes\.io\/(component|instance))?$/,
  /^spec\.selector\.matchLabels\|app\.kubernetes\.io\/instance$/,
  /^spec\.virtualMachineTemplate\.spec\.runStrategy$/,
  /^spec\.selector\.matchLabels\|app\.kubernetes\.io\/component$/,
  /^metadata\.annotations(\|k8s\.plugin\.opnfv\.org\/nfn-network)?$/,
  /^metadata\.annotations\|cdi\.kubevirt\.io\/storage\.import\.source$/,
  /^metadata\.namespace$/,
  /^metadata\.labels\|net$/,
  /^spec\.ipv4Subnets\.0\.excludeIps(\.\d+)?$/,
  /^immutable$/,
  /^spec\.networkNamespace$/,
  /^spec\.(vlan|priority|isRdma|type|externalIPs|runStrategy)$/,
];
/** What cdk8s-plus writes for a Deployment. */
const POD =
  /^(spec\.(minReady|progressDeadline|strategy|replicas)|spec\.(automount|dnsPolicy|hostNetwork|restartPolicy|setHostname|terminationGrace|securityContext)|spec\.containers\.\d+\.(imagePullPolicy|resources|securityContext|\w+Probe\.(failureThreshold|httpGet\.scheme))|metadata\.labels\|cdk8s\.io\/metadata\.addr)/;

/** Paths at which one value says more than another, or something else. */
function* surplus(made: unknown, expected: unknown, path: string): Generator<string> {
  if (typeof made !== 'object' || made === null || typeof expected !== 'object' || expected === null) {
    if (JSON.stringify(made) !== JSON.stringify(expected)) yield path;
    return;
  }
  for (const key of new Set([...Object.keys(made), ...Object.keys(expected)])) {
    const inner = /[./]/.test(key) || key === 'net' ? `${path}|${key}` : `${path}.${key}`.replace(/^\./, '');
    const [one, other] = [made, expected].map((map) => (map as Readonly<Record<string, unknown>>)[key]);
    if (one === undefined) yield `missing ${inner}`;
    else if (other === undefined) yield inner;
    else yield* surplus(one, other, inner);
  }
}

/** Paths at which an object differs from its manifest by more than the library adds on purpose. */
export function unexplained(made: KubernetesObject, expected: unknown): readonly string[] {
  const paths = [...surplus(meaning(made), meaning(expected), '')].map((path) =>
    path
      .replace(/^(spec\.virtualMachineTemplate\.)?spec\.template\.(?=spec|metadata)/, '')
      .replace(/^spec\.template\.metadata$/, 'metadata'),
  );
  const isPod = made.kind === 'Deployment';
  return paths.filter((path) => !KNOWN.some((known) => known.test(path)) && !(isPod && POD.test(path)));
}
