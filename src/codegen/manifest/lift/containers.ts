import type { Json } from '../../../helm';
import { call, cdk8s, plus, someMembers, type Value } from '../program';
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
  number,
  object,
  oneOf,
  pick,
  text,
  textAt,
} from '../shape';

const PULL_POLICIES: Readonly<Record<string, string>> = {
  Always: 'ALWAYS',
  IfNotPresent: 'IF_NOT_PRESENT',
  Never: 'NEVER',
};

/** cdk8s-plus knows no other units, and drops patches that write them. */
const AMOUNTS = object({
  cpu: (amount) => cpuOf(amount) !== undefined,
  memory: (amount) => memoryOf(amount) !== undefined,
});

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
  env: listOf(object({ 'name!': text, value: text })),
  resources: object({ requests: AMOUNTS, limits: AMOUNTS }),
  livenessProbe: isMap,
  readinessProbe: isMap,
  startupProbe: isMap,
  securityContext: object({
    privileged: boolean,
    readOnlyRootFilesystem: boolean,
    runAsUser: number,
    runAsGroup: number,
    allowPrivilegeEscalation: boolean,
  }),
});

/** A container with what Kubernetes would take for granted, where cdk8s-plus would take something else. */
export function liftContainer(spec: Json): Value {
  if (!isMap(spec) || !CONTAINER(spec)) return undefined;
  const image = textAt(spec, 'image') ?? '';
  const isLatest = /:latest$/.test(image) || !/:[^/]+$/.test(image);
  const policy = textAt(spec, 'imagePullPolicy') ?? (isLatest ? 'Always' : 'IfNotPresent');
  const security = mapAt(spec, 'securityContext');
  return {
    ...pick(spec, { name: text, image: text, command: listOf(text), args: listOf(text), workingDir: text }),
    imagePullPolicy: policy === 'Always' ? undefined : plus(`ImagePullPolicy.${PULL_POLICIES[policy]}`),
    ports: fit(spec.ports, listOf(isMap)) && listAt(spec, 'ports').map(containerPort),
    envVariables: someMembers(variables(listAt(spec, 'env'))),
    liveness: probe(spec.livenessProbe),
    readiness: probe(spec.readinessProbe),
    startup: probe(spec.startupProbe),
    resources: resources(mapAt(spec, 'resources')),
    securityContext: {
      user: fit(security.runAsUser, number),
      group: fit(security.runAsGroup, number),
      privileged: security.privileged === true ? true : undefined,
      ensureNonRoot: false,
      readOnlyRootFilesystem: fit(security.readOnlyRootFilesystem, boolean) ?? false,
      allowPrivilegeEscalation: fit(security.allowPrivilegeEscalation, boolean) ?? true,
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

function variables(env: readonly Json[]): { readonly [key: string]: Value } {
  const pairs = env.map((one) => [textAt(one, 'name') ?? '', textAt(one, 'value')] as const);
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, value === undefined ? undefined : call(plus('EnvValue.fromValue'), value)]),
  );
}

function resources(spec: JsonMap): { readonly [key: string]: Value } {
  const [requests, limits] = [mapAt(spec, 'requests'), mapAt(spec, 'limits')];
  return {
    cpu: someMembers({ request: cpuOf(requests.cpu), limit: cpuOf(limits.cpu) }),
    memory: someMembers({ request: memoryOf(requests.memory), limit: memoryOf(limits.memory) }),
  };
}

function cpuOf(amount: Json | undefined): Value {
  if (typeof amount === 'number') return amount > 0 ? call(plus('Cpu.units'), amount) : undefined;
  const [, digits, unit] = /^([1-9]\d*)(m?)$/.exec(typeof amount === 'string' ? amount : '') ?? [];
  return digits && call(plus(unit === 'm' ? 'Cpu.millis' : 'Cpu.units'), Number(digits));
}

function memoryOf(amount: Json | undefined): Value {
  const [, digits, unit] = /^([1-9]\d*)([MG])i$/.exec(typeof amount === 'string' ? amount : '') ?? [];
  return digits && call(cdk8s(unit === 'G' ? 'Size.gibibytes' : 'Size.mebibytes'), Number(digits));
}

const TIMES = ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds'];

function probe(spec: Json | undefined): Value {
  if (!isMap(spec)) return undefined;
  const { httpGet, tcpSocket, exec, ...timing } = spec;
  const times = TIMES.map((name) => [name, fit<number>(timing[name], number)] as const);
  const common = {
    ...Object.fromEntries(
      times.map(([name, seconds]) => [
        name,
        seconds === undefined ? undefined : call(cdk8s('Duration.seconds'), seconds),
      ]),
    ),
    ...pick(timing, { failureThreshold: number, successThreshold: number }),
  };
  const port = fit<number>(at(httpGet ?? tcpSocket, 'port'), number);
  const path = textAt(httpGet, 'path');
  const scheme = fit<string>(at(httpGet, 'scheme'), oneOf('HTTP', 'HTTPS'));
  const command = fit<Json>(at(exec, 'command'), listOf(text));
  if (path !== undefined && port !== undefined && hasOnly(httpGet, 'path', 'port', 'scheme')) {
    const isSecure = scheme === 'HTTPS' ? plus('ConnectionScheme.HTTPS') : undefined;
    return call(plus('Probe.fromHttpGet'), path, { port, scheme: isSecure, ...common });
  }
  if (isMap(tcpSocket) && port !== undefined) return call(plus('Probe.fromTcpSocket'), { port, ...common });
  return command === undefined ? undefined : call(plus('Probe.fromCommand'), command, common);
}
