import type { Json } from '../../../helm';
import { call, type Code, library, make, someMembers, type Value } from '../program';
import {
  at,
  boolean,
  either,
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
  quantity,
  text,
  textAt,
} from '../shape';
import { AFFINITY, DNS_CONFIG, RESOURCE_CLAIMS, TOLERATIONS, TOPOLOGY_SPREAD } from './scheduling-shapes';

type Props = { readonly [key: string]: Value };

/** Properties of a guest that stand for themselves in the library and in KubeVirt. */
const SAME = {
  hostname: text,
  subdomain: text,
  dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  dnsConfig: DNS_CONFIG,
  terminationGracePeriodSeconds: number,
  nodeSelector: mapOf(text),
  affinity: AFFINITY,
  tolerations: TOLERATIONS,
  priorityClassName: text,
  schedulerName: text,
  serviceAccountName: text,
  evictionStrategy: oneOf('None', 'LiveMigrate', 'LiveMigrateIfPossible', 'External'),
  resourceClaims: RESOURCE_CLAIMS,
};

const MACHINES: Readonly<Record<string, string>> = { amd64: 'q35', arm64: 'virt', s390x: 's390-ccw-virtio' };

/** Everything about a guest but its disks, interfaces and cloud-init. */
export function guestProps(spec: JsonMap, hasInstancetype: boolean): Props {
  const domain = at(spec, 'domain');
  const architecture = fit<string>(at(spec, 'architecture'), oneOf('amd64', 'arm64', 's390x'));
  const machine = textAt(domain, 'machine', 'type');
  return {
    ...(hasInstancetype ? {} : sizeProps(domain)),
    architecture: architecture === 'amd64' ? undefined : architecture,
    machineType: machine === MACHINES[architecture ?? 'amd64'] ? undefined : machine,
    firmware: firmware(domain),
    acpiTables: acpiTables(at(domain, 'firmware', 'acpi')),
    kernelBoot: kernelBoot(at(domain, 'firmware', 'kernelBoot')),
    clock: clock(at(domain, 'clock')),
    features: features(domain),
    devices: someMembers(devices(at(domain, 'devices'))),
    ioThreads: ioThreads(domain),
    launchSecurity: launchSecurity(at(domain, 'launchSecurity')),
    rebootPolicy: fit(at(domain, 'rebootPolicy'), oneOf('Reboot', 'Terminate')),
    accessCredentials: accessCredentials(spec),
    livenessProbe: probe(at(spec, 'livenessProbe')),
    readinessProbe: probe(at(spec, 'readinessProbe')),
    startPaused: at(spec, 'startStrategy') === 'Paused' ? true : undefined,
    topologySpread: fit(at(spec, 'topologySpreadConstraints'), TOPOLOGY_SPREAD),
    ...pick(spec, SAME),
  };
}

/** Memory that is stated, or that KubeVirt takes from the resources. */
export function memoryOf(domain: unknown): string | undefined {
  return [
    at(domain, 'memory', 'guest'),
    at(domain, 'resources', 'requests', 'memory'),
    at(domain, 'resources', 'limits', 'memory'),
  ]
    .map((amount) => fit<string>(amount, quantity))
    .find((amount) => amount !== undefined);
}

function sizeProps(domain: unknown): Props {
  const memory = mapAt(domain, 'memory');
  const size = memoryOf(domain);
  const others = {
    hugepages: fit(at(memory, 'hugepages', 'pageSize'), oneOf('2Mi', '1Gi')),
    maxSize: fit(at(memory, 'maxGuest'), quantity),
    reservedOverhead: fit(at(memory, 'reservedOverhead', 'addedOverhead'), quantity),
    memLock: fit(at(memory, 'reservedOverhead', 'memLock'), oneOf('Required', 'NotRequired')),
  };
  const amounts = mapOf(either(text, number));
  const resources = pick(at(domain, 'resources'), {
    requests: amounts,
    limits: amounts,
    overcommitGuestOverhead: boolean,
  });
  return {
    cpu: cpu(at(domain, 'cpu')),
    memory: someMembers(others) ? { size, ...others } : size,
    resources: someMembers(resources),
  };
}

function cpu(spec: Json | undefined): Value {
  if (!isMap(spec)) return undefined;
  const isDedicated = spec.dedicatedCpuPlacement === true;
  const common = {
    ...pick(spec, {
      cores: number,
      sockets: number,
      threads: isDedicated ? oneOf(1, 2) : number,
      maxSockets: number,
      model: text,
    }),
    features: cpuFeatures(listAt(spec, 'features')),
  };
  if (!isDedicated) return someMembers(common) && call(library('GuestCpu.shared'), common);
  const numaPassthrough = at(spec, 'numa', 'guestMappingPassthrough') !== undefined ? true : undefined;
  const mask = at(spec, 'realtime', 'mask');
  const realtime = isMap(spec.realtime) ? (typeof mask === 'string' ? { mask } : true) : undefined;
  return call(library('GuestCpu.dedicated'), {
    ...common,
    isolateEmulatorThread: spec.isolateEmulatorThread === true ? true : undefined,
    numaPassthrough,
    realtime: numaPassthrough && realtime,
  });
}

function cpuFeatures(features: readonly Json[]): Value {
  const isSayable = listOf(
    object({ 'name!': text, 'policy!': oneOf('require', 'optional', 'force', 'disable', 'forbid') }),
  );
  if (features.length === 0 || !isSayable(features)) return undefined;
  const byName = features.map((feature) => [textAt(feature, 'name') ?? '', at(feature, 'policy')] as const);
  return new Set(byName.map(([name]) => name)).size === byName.length ? Object.fromEntries(byName) : undefined;
}

function firmware(domain: unknown): Value {
  const bootloader = at(domain, 'firmware', 'bootloader');
  const efi = at(bootloader, 'efi');
  if (isMap(efi)) {
    const props = pick(efi, { persistent: boolean });
    return call(library(efi.secureBoot === false ? 'Firmware.efi' : 'Firmware.secureBoot'), props);
  }
  const bios = at(bootloader, 'bios');
  return isMap(bios) ? call(library('Firmware.bios'), pick(bios, { useSerial: boolean })) : undefined;
}

function acpiTables(spec: Json | undefined): Value {
  const { slicNameRef: slic, msdmNameRef: msdm } = pick(spec, { slicNameRef: text, msdmNameRef: text });
  return someMembers({ slic, msdm });
}

function kernelBoot(spec: Json | undefined): Value {
  const container = pick(at(spec, 'container'), {
    image: text,
    imagePullSecret: text,
    imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
    kernelPath: text,
    initrdPath: text,
  });
  const { image, kernelPath, initrdPath } = container;
  if (image === undefined || (kernelPath === undefined && initrdPath === undefined)) return undefined;
  return { ...container, kernelArgs: textAt(spec, 'kernelArgs') };
}

function clock(spec: Json | undefined): Value {
  if (!isMap(spec)) return undefined;
  const timezone = textAt(spec, 'timezone');
  const offsetSeconds = fit(at(spec, 'utc', 'offsetSeconds'), number);
  if (timezone === undefined && !isMap(spec.utc)) return undefined;
  return {
    timezone,
    offsetSeconds: timezone === undefined ? offsetSeconds : undefined,
    timers: timers(mapAt(spec, 'timer')),
  };
}

const TICKS = {
  hpet: ['delay', 'catchup', 'discard', 'merge'],
  pit: ['delay', 'catchup', 'discard'],
  rtc: ['delay', 'catchup'],
};

function timers(spec: JsonMap): Value {
  const known = Object.entries(spec).flatMap(([name, timer]): [string, Value][] => {
    if (!['hpet', 'kvm', 'pit', 'rtc', 'hyperv'].includes(name) || !isMap(timer)) return [];
    if (hasOnly(timer, 'present') && typeof (timer.present ?? true) === 'boolean')
      return [[name, timer.present ?? true]];
    const ticks = TICKS[name as keyof typeof TICKS] as readonly string[] | undefined;
    if (!ticks) return [];
    const said = {
      tickPolicy: fit(timer.tickPolicy, oneOf(...ticks)),
      track: name === 'rtc' ? fit(timer.track, oneOf('guest', 'wall')) : undefined,
    };
    return someMembers(said) ? [[name, said]] : [];
  });
  return someMembers(Object.fromEntries(known));
}

/** A feature that is there without saying more is on. */
function isOn(feature: Json | undefined): boolean | undefined {
  if (!isMap(feature)) return undefined;
  return feature.enabled === undefined ? true : fit<boolean>(feature.enabled, boolean);
}

const HYPERV = [
  'relaxed',
  'vapic',
  'vpindex',
  'runtime',
  'synic',
  'reset',
  'frequencies',
  'reenlightenment',
  'ipi',
  'evmcs',
];

function features(domain: unknown): Value {
  const spec = at(domain, 'features');
  if (!isMap(spec)) return undefined;
  const hidden = fit<boolean>(at(spec, 'kvm', 'hidden'), boolean);
  const isSecure =
    isMap(at(domain, 'firmware', 'bootloader', 'efi')) &&
    at(domain, 'firmware', 'bootloader', 'efi', 'secureBoot') !== false;
  const smm = isOn(spec.smm);
  return someMembers({
    acpi: isOn(spec.acpi),
    apic: at(spec, 'apic', 'endOfInterrupt') === true ? 'end-of-interrupt' : isOn(spec.apic),
    smm: isSecure && smm === true ? undefined : smm,
    kvmVisible: hidden === undefined ? undefined : !hidden,
    pvspinlock: isOn(spec.pvspinlock),
    hyperv: isOn(spec.hypervPassthrough) === true ? 'passthrough' : hyperv(spec.hyperv),
  });
}

function hyperv(spec: Json | undefined): Value {
  if (!isMap(spec)) return undefined;
  const synictimer = isOn(at(spec, 'synictimer', 'direct')) === true ? 'direct' : isOn(spec.synictimer);
  const flush = ['direct', 'extended'].filter((how) => isOn(at(spec, 'tlbflush', how)) === true);
  return someMembers({
    ...Object.fromEntries(HYPERV.map((name) => [name, isOn(spec[name])])),
    tlbflush: flush.length === 1 ? flush[0] : isOn(spec.tlbflush),
    synictimer,
    spinlocks: fit(at(spec, 'spinlocks', 'spinlocks'), number),
    vendorId: textAt(spec, 'vendorid', 'vendorid'),
  });
}

function devices(spec: Json | undefined): Props {
  const has = (name: string): true | undefined => (isMap(at(spec, name)) ? true : undefined);
  const tpm = at(spec, 'tpm');
  const inputs = listAt(spec, 'inputs');
  const isTablet =
    inputs.length === 1 && hasOnly(inputs[0], 'name', 'type', 'bus') && at(inputs[0], 'type') === 'tablet';
  const panics = listAt(spec, 'panicDevices');
  return {
    podInterface:
      listAt(spec, 'interfaces').length === 0 && at(spec, 'autoattachPodInterface') !== false ? true : undefined,
    tpm: isMap(tpm) ? tpm.enabled !== false && (tpm.persistent === true ? 'persistent' : 'ephemeral') : undefined,
    rng: has('rng'),
    watchdog: fit(
      at(spec, 'watchdog', 'i6300esb', 'action') ?? at(spec, 'watchdog', 'diag288', 'action'),
      oneOf('reset', 'poweroff', 'shutdown'),
    ),
    gpus: assigned(listAt(spec, 'gpus'), true),
    hostDevices: assigned(listAt(spec, 'hostDevices'), false),
    graphics:
      fit<Json>(at(spec, 'video', 'type'), oneOf('vga', 'cirrus', 'virtio', 'ramfb', 'bochs')) ??
      fit(at(spec, 'autoattachGraphicsDevice'), boolean),
    tablet: isTablet ? fit(at(inputs[0], 'bus'), oneOf('virtio', 'usb')) : undefined,
    sound: fit(at(spec, 'sound', 'model'), oneOf('ich9', 'ac97')),
    panicDevice: panics.length === 1 ? fit(at(panics[0], 'model'), oneOf('hyperv', 'isa', 'pvpanic')) : undefined,
    serialConsole: at(spec, 'logSerialConsole') === true ? 'logged' : fit(at(spec, 'autoattachSerialConsole'), boolean),
    memBalloon: fit(at(spec, 'autoattachMemBalloon'), boolean),
    vsock: fit(at(spec, 'autoattachVSOCK'), boolean),
    hotplug: at(spec, 'disableHotplug') === true ? false : undefined,
    virtioTransitional: fit(at(spec, 'useVirtioTransitional'), boolean),
    usbRedirection: has('clientPassthrough'),
    downwardMetrics: has('downwardMetrics'),
    networkMultiqueue: fit(at(spec, 'networkInterfaceMultiqueue'), boolean),
    blockMultiqueue: fit(at(spec, 'blockMultiQueue'), boolean),
  };
}

function assigned(list: readonly Json[], isGpu: boolean): Value {
  const props = list.map((device): Props | undefined => {
    const { name, tag, deviceName, claimName, requestName } = pick(device, {
      name: text,
      tag: text,
      deviceName: text,
      claimName: text,
      requestName: text,
    });
    const isClaim = claimName !== undefined && requestName !== undefined;
    if (name === undefined || isClaim === (deviceName !== undefined)) return undefined;
    const source = isClaim ? { claim: { name: claimName, request: requestName } } : { resource: deviceName };
    return { name, tag, ...source, display: isGpu ? display(device) : undefined };
  });
  return props.length > 0 && props.every((one) => one !== undefined) ? props : undefined;
}

function display(device: Json): Value {
  const spec = at(device, 'virtualGPUOptions', 'display');
  if (at(spec, 'enabled') === false) return 'none';
  const ram = at(spec, 'ramFB', 'enabled');
  return typeof ram === 'boolean' ? (ram ? 'with-ramfb' : 'plain') : undefined;
}

function ioThreads(domain: unknown): Value {
  const policy = at(domain, 'ioThreadsPolicy');
  const pool = fit(at(domain, 'ioThreads', 'supplementalPoolThreadCount'), number);
  if (policy === 'supplementalPool') return pool === undefined ? undefined : { pool };
  return fit(policy, oneOf('shared', 'auto'));
}

function launchSecurity(spec: Json | undefined): Value {
  if (!isMap(spec)) return undefined;
  if (isMap(spec.sev)) {
    const kind = at(spec, 'sev', 'policy', 'encryptedState') === true ? 'sev-es' : 'sev';
    if (!isMap(spec.sev.attestation)) return kind;
    return { attested: kind, ...pick(spec.sev, { dhCert: text, session: text }) };
  }
  return isMap(spec.snp) ? 'snp' : isMap(spec.tdx) ? 'tdx' : undefined;
}

function accessCredentials(spec: JsonMap): Value {
  const list = listAt(spec, 'accessCredentials');
  const values = list.map((one): Value => {
    const keys = at(one, 'sshPublicKey');
    const secretName = textAt(keys ?? at(one, 'userPassword'), 'source', 'secret', 'secretName');
    if (secretName === undefined) return undefined;
    if (keys === undefined) return call(library('AccessCredential.passwords'), secretName);
    const method = mapAt(keys, 'propagationMethod');
    const users = fit(at(method, 'qemuGuestAgent', 'users'), listOf(text));
    const delivery = isMap(method.noCloud)
      ? 'noCloud'
      : isMap(method.configDrive)
        ? 'configDrive'
        : users && { guestAgentUsers: users };
    return delivery && call(library('AccessCredential.sshKeys'), secretName, delivery);
  });
  return values.length > 0 && values.every((one) => one !== undefined) ? values : undefined;
}

function probe(spec: Json | undefined): Value {
  if (!isMap(spec)) return undefined;
  const timing = pick(spec, {
    initialDelaySeconds: number,
    periodSeconds: number,
    timeoutSeconds: number,
    successThreshold: number,
    failureThreshold: number,
  });
  const http = at(spec, 'httpGet');
  const port = fit(at(http ?? spec.tcpSocket, 'port'), number);
  const command = fit(at(spec, 'exec', 'command'), listOf(text));
  if (isMap(http) && port !== undefined) {
    const options = {
      ...pick(http, { path: text, scheme: oneOf('HTTP', 'HTTPS'), host: text }),
      headers: headers(listAt(http, 'httpHeaders')),
    };
    return call(library('GuestProbe.httpGet'), port, { ...options, ...timing });
  }
  if (isMap(spec.tcpSocket) && port !== undefined)
    return call(library('GuestProbe.tcpSocket'), port, { host: textAt(spec.tcpSocket, 'host'), ...timing });
  if (command !== undefined) return call(library('GuestProbe.exec'), command, timing);
  return isMap(spec.guestAgentPing) ? call(library('GuestProbe.guestAgentPing'), timing) : undefined;
}

function headers(list: readonly Json[]): Value {
  const pairs = list.map((header) => [textAt(header, 'name'), textAt(header, 'value')] as const);
  const isSayable = pairs.every(([name, value]) => name !== undefined && value !== undefined);
  return pairs.length > 0 && isSayable ? (Object.fromEntries(pairs) as Record<string, string>) : undefined;
}

/** What an object of the manifests is matched by, by its kind and name. */
export type MatcherOf = (kind: string, name: string) => Code | undefined;

/** The instance type or the preference of a VM. */
export function matcher(
  className: 'InstancetypeMatcher' | 'PreferenceMatcher',
  spec: Json | undefined,
  matcherOf: MatcherOf,
): Value {
  const volume = textAt(spec, 'inferFromVolume');
  if (volume !== undefined) {
    const onFailure = fit(at(spec, 'inferFromVolumeFailurePolicy'), oneOf('Reject', 'Ignore'));
    return call(library(`${className}.fromVolume`), volume, { onFailure });
  }
  const name = textAt(spec, 'name');
  if (name === undefined) return undefined;
  const isNamespaced = /^virtualmachine(instancetype|preference)s?$/i.test(textAt(spec, 'kind') ?? '');
  const revisionName = textAt(spec, 'revisionName');
  const known = revisionName === undefined ? matcherOf(textAt(spec, 'kind') ?? '', name) : undefined;
  if (known) return known;
  const scope = isNamespaced ? 'namespace' : revisionName === undefined ? undefined : 'cluster';
  return call(library(`${className}.fromName`), name, scope, { revisionName });
}

/** A construct of this library. */
export function construct(name: string, scope: Value, id: string, props: Value): Value {
  return make(library(name), scope, id, props);
}
