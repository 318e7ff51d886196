import * as fc from 'fast-check';

import type {
  Devices,
  Disk,
  Domain,
  Interface,
  Network,
  VirtualMachineInstanceSpec,
  Volume,
} from '../../../imports/kubevirt.io';

/** Random VMs of the L1 types: what a schema allows, sensible or not. */

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });
const record = <T extends object>(members: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> =>
  fc.record(members).map(withoutUndefined);
const empty = fc.constant({});
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
const nasty = fc.oneof(
  word,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    'yes',
    'null',
    '~',
    '0x1F',
    '1e3',
    "it's",
    '"quoted"',
    '${x}',
    '`tick`',
    'a\\b',
    'line\nline\n',
    '$',
    '#!x',
    ': ',
    '- ',
  ),
);
const flag = fc.boolean();
const small = fc.integer({ min: 0, max: 16 });
const quantity = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 4096 }), fc.constantFrom('Mi', 'Gi', 'M', 'G', ''))
    .map(([size, unit]) => `${size}${unit}`),
  fc.integer({ min: 1, max: 10 ** 10 }),
);
const mac = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 5, maxLength: 5 })
  .map((bytes) => ['52', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':'));
const texts = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}(\.example\/[a-z]{1,5})?$/), nasty, { maxKeys: 3 });

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

const bus = fc.constantFrom('virtio', 'sata', 'scsi', 'usb', 'ide');
const target = fc.oneof(
  record({ disk: record({ bus: maybe(bus), readonly: maybe(flag), pciAddress: maybe(fc.constant('0000:05:00.0')) }) }),
  record({
    cdrom: record({ bus: maybe(bus), readonly: maybe(flag), tray: maybe(fc.constantFrom('open', 'closed', 'ajar')) }),
  }),
  record({ lun: record({ bus: maybe(bus), readonly: maybe(flag), reservation: maybe(flag) }) }),
  empty,
);
const diskOf = (name: string): fc.Arbitrary<Disk> =>
  fc
    .tuple(
      target,
      record({
        bootOrder: maybe(small),
        cache: maybe(fc.constantFrom('none', 'writeback', 'odd')),
        io: maybe(fc.constantFrom('native', 'threads')),
        serial: maybe(nasty),
        shareable: maybe(flag),
        dedicatedIOThread: maybe(flag),
        errorPolicy: maybe(fc.constantFrom('stop', 'ignore')),
        tag: maybe(word),
        blockSize: maybe(
          fc.oneof(fc.constant({ matchVolume: {} }), fc.constant({ custom: { logical: 512, physical: 512 } })),
        ),
      }),
    )
    .map(([device, common]) => ({ name, ...common, ...device }));

const cloudInitText = fc.oneof(
  nasty.map((text) => `#!/bin/sh\necho ${text}\n`),
  fc
    .record(
      {
        hostname: word,
        ssh_pwauth: flag,
        runcmd: fc.array(fc.oneof(nasty, fc.array(word, { maxLength: 3 })), { maxLength: 3 }),
      },
      { requiredKeys: [] },
    )
    .map((config) => `#cloud-config\n${JSON.stringify(config)}\n`),
  nasty,
);
const volumeOf = (name: string, networkData: string | undefined): fc.Arbitrary<Volume> =>
  fc
    .oneof(
      fc.record({ image: word }).map((containerDisk) => ({ containerDisk })),
      quantity.map((capacity) => ({ emptyDisk: { capacity } })),
      word.map((claimName) => ({ persistentVolumeClaim: { claimName } })),
      record({ claimName: word, readOnly: flag }).map((persistentVolumeClaim) => ({ persistentVolumeClaim })),
      word.map((dataVolume) => ({ dataVolume: { name: dataVolume } })),
      record({ name: maybe(word), optional: maybe(flag), volumeLabel: maybe(word) }).map((configMap) => ({
        configMap,
      })),
      record({ secretName: maybe(word), optional: maybe(flag) }).map((secret) => ({ secret })),
      record({ path: word, type: fc.constantFrom('Disk', 'DiskOrCreate'), capacity: maybe(quantity) }).map(
        (hostDisk) => ({ hostDisk }),
      ),
      record({ userData: maybe(cloudInitText), secretRef: maybe(word.map((secret) => ({ name: secret }))) }).map(
        (source) => ({
          cloudInitNoCloud: withoutUndefined({ ...source, networkData }),
        }),
      ),
      record({ userData: maybe(cloudInitText), userDataBase64: maybe(fc.constant('Iw==')) }).map(
        (cloudInitConfigDrive) => ({ cloudInitConfigDrive }),
      ),
      fc.constant({ downwardMetrics: {} }),
    )
    .map((source) => ({ name, ...source }) as Volume);

interface Nic {
  readonly device: Interface;
  readonly network: Network;
}

const binding = fc.constantFrom({ bridge: {} }, { masquerade: {} }, { sriov: {} }, { binding: { name: 'passt' } }, {});
const nicOf = (name: string): fc.Arbitrary<Nic> =>
  fc
    .tuple(
      binding,
      record({
        macAddress: maybe(
          fc.oneof(
            mac,
            mac.map((text) => text.toUpperCase()),
          ),
        ),
        model: maybe(fc.constantFrom('virtio', 'e1000', 'other')),
        bootOrder: maybe(small),
        acpiIndex: maybe(small),
        state: maybe(fc.constantFrom('up', 'down', 'absent')),
        ports: maybe(
          fc.array(
            record({
              port: fc.integer({ min: 1, max: 65535 }),
              name: maybe(word),
              protocol: maybe(fc.constantFrom('TCP', 'UDP')),
            }),
            { maxLength: 2 },
          ),
        ),
        dhcpOptions: maybe(record({ bootFileName: maybe(nasty) })),
      }),
      fc.oneof(
        fc.constant({ pod: {} }),
        fc.constantFrom('lan', 'default/lan', 'vnf/wan').map((networkName) => ({ multus: { networkName } })),
      ),
    )
    .map(([bound, device, plugged]) => ({
      device: { name, ...device, ...bound } as Interface,
      network: { name, ...plugged },
    }));

/** Network data that names some of the interfaces by their MACs, right or wrong. */
const networkDataFor = (nics: readonly Nic[]): fc.Arbitrary<string | undefined> => {
  const macs = nics.flatMap(({ device }) => (device.macAddress === undefined ? [] : [device.macAddress]));
  const entry = fc.tuple(
    fc.constantFrom(...macs, '52:00:00:00:00:01'),
    fc.record(
      {
        dhcp4: flag,
        addresses: fc.constant(['192.0.2.7/24']),
        mtu: fc.constant(1400),
        gateway4: fc.constant('192.0.2.1'),
      },
      { requiredKeys: [] },
    ),
    flag,
  );
  return fc.option(
    fc.array(entry, { maxLength: 3 }).map((entries) => {
      const ethernets = entries.map(([macaddress, body, isNamed], index) => {
        const name = `eth${index}`;
        return [name, { match: { macaddress }, ...(isNamed ? { 'set-name': name } : {}), ...body }];
      });
      return JSON.stringify({ version: 2, ethernets: Object.fromEntries(ethernets) as object });
    }),
    { nil: undefined },
  );
};

const feature = fc.oneof(
  empty,
  flag.map((enabled) => ({ enabled })),
);
const domain = (devices: Devices): fc.Arbitrary<Domain> =>
  record({
    devices: fc.constant(devices),
    memory: maybe(
      record({
        guest: maybe(quantity),
        hugepages: maybe(fc.constantFrom({ pageSize: '2Mi' }, { pageSize: '4Mi' })),
        maxGuest: maybe(quantity),
      }),
    ),
    resources: maybe(
      record({
        requests: maybe(fc.constantFrom({ memory: '1Gi' }, { memory: '64M', cpu: 1 })),
        overcommitGuestOverhead: maybe(flag),
      }),
    ),
    cpu: maybe(
      record({
        cores: maybe(small),
        sockets: maybe(small),
        threads: maybe(small),
        model: maybe(fc.constantFrom('host-model', 'host-passthrough')),
        dedicatedCpuPlacement: maybe(flag),
        isolateEmulatorThread: maybe(flag),
        numa: maybe(fc.constant({ guestMappingPassthrough: {} })),
        realtime: maybe(fc.constantFrom({}, { mask: '0-1' })),
        features: maybe(
          fc.array(record({ name: word, policy: maybe(fc.constantFrom('require', 'forbid', 'odd')) }), {
            maxLength: 2,
          }),
        ),
      }),
    ),
    machine: maybe(fc.constantFrom({ type: 'q35' }, { type: 'pc-q35-rhel9' }, {})),
    firmware: maybe(
      record({
        uuid: maybe(fc.constant('5d307ca9-b3ef-428c-8861-06e72d69f223')),
        serial: maybe(word),
        bootloader: maybe(
          fc.constantFrom(
            { efi: {} },
            { efi: { secureBoot: false } },
            { bios: {} },
            { bios: { useSerial: true } },
            { efi: { persistent: true } },
          ),
        ),
      }),
    ),
    features: maybe(
      record({
        acpi: maybe(feature),
        smm: maybe(feature),
        apic: maybe(fc.constantFrom({}, { endOfInterrupt: true })),
        kvm: maybe(fc.constantFrom({}, { hidden: true })),
        hyperv: maybe(
          record({
            relaxed: maybe(feature),
            synic: maybe(feature),
            spinlocks: maybe(fc.constantFrom({}, { spinlocks: 8191 })),
          }),
        ),
      }),
    ),
    clock: maybe(
      fc.constantFrom(
        { utc: {} },
        { utc: { offsetSeconds: 60 }, timer: { hpet: { present: false } } },
        { timezone: 'Europe/Paris', timer: { rtc: { tickPolicy: 'catchup', track: 'wall' } } },
      ),
    ),
    ioThreadsPolicy: maybe(fc.constantFrom('auto', 'shared', 'supplementalPool')),
    launchSecurity: maybe(fc.constantFrom({ sev: {} }, { sev: { policy: { encryptedState: true } } }, { snp: {} })),
  }) as fc.Arbitrary<Domain>;

const devicesFor = (disks: readonly Disk[], interfaces: readonly Interface[]): fc.Arbitrary<Devices> =>
  record({
    disks: fc.constant(disks.length === 0 ? undefined : disks),
    interfaces: fc.constant(interfaces.length === 0 ? undefined : interfaces),
    autoattachPodInterface: maybe(flag),
    autoattachGraphicsDevice: maybe(flag),
    autoattachMemBalloon: maybe(flag),
    autoattachSerialConsole: maybe(flag),
    rng: maybe(empty),
    tpm: maybe(fc.constantFrom({}, { persistent: true }, { persistent: false })),
    watchdog: maybe(
      fc.constantFrom({ name: 'dog', i6300esb: { action: 'reset' } }, { name: 'watchdog', i6300esb: {} }),
    ),
    inputs: maybe(fc.constantFrom([{ name: 'tablet', type: 'tablet', bus: 'usb' }], [{ name: 't', type: 'tablet' }])),
    gpus: maybe(fc.array(record({ name: word, deviceName: maybe(word) }), { maxLength: 2 })),
    networkInterfaceMultiqueue: maybe(flag),
    blockMultiQueue: maybe(flag),
    disableHotplug: maybe(flag),
  });

const spec: fc.Arbitrary<VirtualMachineInstanceSpec> = fc
  .tuple(fc.uniqueArray(word, { maxLength: 4 }), fc.uniqueArray(word, { maxLength: 3 }), flag, flag)
  .chain(([diskNames, nicNames, isPaired, isReversed]) =>
    fc.tuple(...nicNames.map(nicOf)).chain((nics) =>
      networkDataFor(nics).chain((networkData) =>
        fc
          .tuple(fc.tuple(...diskNames.map(diskOf)), fc.tuple(...diskNames.map((name) => volumeOf(name, networkData))))
          .chain(([disks, volumes]) =>
            devicesFor(
              isPaired ? disks : disks.slice(1),
              nics.map(({ device }) => device),
            )
              .chain(domain)
              .chain((whole) => {
                const networks = nics.map(({ network }) => network);
                return record({
                  domain: fc.constant(whole),
                  networks: fc.constant(
                    networks.length === 0 ? undefined : isReversed ? [...networks].reverse() : networks,
                  ),
                  volumes: fc.constant(volumes.length === 0 ? undefined : volumes),
                  architecture: maybe(fc.constantFrom('amd64', 'arm64', 'riscv64')),
                  hostname: maybe(word),
                  terminationGracePeriodSeconds: maybe(small),
                  nodeSelector: maybe(texts),
                  tolerations: maybe(
                    fc.constantFrom(
                      [{ operator: 'Exists' }],
                      [{ key: 'a', value: 'b', effect: 'NoSchedule' }],
                      [{ key: 'a' }],
                    ),
                  ),
                  affinity: maybe(
                    fc.constantFrom(
                      {},
                      {
                        nodeAffinity: {
                          requiredDuringSchedulingIgnoredDuringExecution: {
                            nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }],
                          },
                        },
                      },
                    ),
                  ),
                  evictionStrategy: maybe(fc.constantFrom('LiveMigrate', 'None', 'Odd')),
                  startStrategy: maybe(fc.constant('Paused')),
                  livenessProbe: maybe(
                    fc.constantFrom(
                      { tcpSocket: { port: 22 } },
                      { tcpSocket: { port: 'ssh' } },
                      { httpGet: { port: 80, httpHeaders: [{ name: 'a', value: 'b' }] }, periodSeconds: 5 },
                      { guestAgentPing: {} },
                    ),
                  ),
                  dnsPolicy: maybe(fc.constantFrom('ClusterFirst', 'None')),
                });
              }),
          ),
      ),
    ),
  );

/** A VM of the L1 types. */
export const randomVm: fc.Arbitrary<object> = fc
  .tuple(
    word,
    maybe(texts),
    maybe(texts),
    maybe(word),
    spec,
    record({
      running: maybe(flag),
      runStrategy: maybe(fc.constantFrom('Always', 'Halted', 'Manual')),
      instancetype: maybe(
        fc.constantFrom(
          { name: 'n1.large' },
          { name: 'csmall', kind: 'VirtualMachineInstancetype' },
          { inferFromVolume: 'a' },
        ),
      ),
      preference: maybe(
        fc.constantFrom({ name: 'fedora' }, { name: 'win', kind: 'VirtualMachinePreference', revisionName: 'r1' }),
      ),
    }),
  )
  .map(([name, labels, annotations, namespace, instance, more]) => ({
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: withoutUndefined({ name, labels, namespace }),
    spec: { ...more, template: { metadata: withoutUndefined({ labels, annotations }), spec: instance } },
  }));
