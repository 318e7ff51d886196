import { App, ApiObject, JsonPatch, Size, Testing } from 'cdk8s';
import { HelmChart, Values } from '../../src/helm';
import { NodusNetwork, PodNetwork, SriovNetwork } from '../../src/network';
import { Platform, Requirements } from '../../src/platform';
import { Disk } from '../../src/storage';
import { CloudInit, GuestCpu, INLINE_LIMIT, VirtualMachine, type SizedVirtualMachineProps } from '../../src/vm';
import { expectGolden, filesAsText } from '../support/golden';

interface Spec {
  readonly domain: {
    readonly cpu?: unknown;
    readonly memory: unknown;
    readonly firmware: unknown;
    readonly devices: { readonly interfaces: object[]; readonly disks: object[] };
  };
  readonly networks: object[];
  readonly volumes: { readonly name: string; readonly cloudInitNoCloud?: Record<string, unknown> }[];
}

interface Vm {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: { readonly metadata: { readonly annotations?: Record<string, string> }; readonly spec: Spec };
  };
}

const disks = [Disk.fromContainerImage('registry.example/router:1.0')];

function chartOf(app = new App()): HelmChart {
  return new HelmChart(app, 'router', { version: '1.0.0' });
}

function specOf(props: Partial<SizedVirtualMachineProps>, chart = chartOf()): Spec {
  new VirtualMachine(chart, 'router', { memory: '1Gi', disks, ...props });
  return (chart.render() as unknown as Vm[]).find(({ kind }) => kind === 'VirtualMachine')?.spec.template.spec as Spec;
}

test('a router with everything looks like a chart written by hand', () => {
  const app = new App();
  new Platform({ kubevirt: '1.6' }).applyTo(app);
  const lan = new NodusNetwork(app, 'lan', { subnet: '198.51.100.0/24' });
  const fast = new SriovNetwork(app, 'fast', { resourceName: 'nic' });
  const chart = new HelmChart(app, 'router', {
    version: '1.2.3',
    appVersion: '7',
    description: 'A router',
    values: Values.object({
      cores: Values.integer({ default: 4, minimum: 1, description: 'vCPUs' }),
      memory: Values.quantity({ default: '4Gi' }),
    }),
  });
  new VirtualMachine(chart, 'router', {
    cpu: GuestCpu.dedicated({
      cores: chart.values.cores,
      isolateEmulatorThread: true,
      model: 'host-passthrough',
      features: { aes: 'require' },
    }),
    memory: { size: chart.values.memory, hugepages: '2Mi' },
    disks: [...disks, Disk.empty(Size.gibibytes(2), { name: 'scratch', bus: 'scsi' })],
    interfaces: [
      PodNetwork.attach({ guestName: 'mgmt0' }),
      lan.attach({
        guestName: 'lan0',
        address: '198.51.100.2',
        mac: 'EE:F0:75:E0:B6:26',
        routes: [{ to: '203.0.113.0/24', via: '198.51.100.9' }],
      }),
      fast.attach({ guestName: 'fast0', addresses: ['203.0.113.2/24'] }),
    ],
    cloudInit: CloudInit.noCloud({
      userData: { hostname: 'edge', write_files: [{ path: '/etc/motd', content: 'hello {{ ds.meta_data.x }}\n' }] },
    }),
    nodeSelector: { zone: 'a' },
    evictionStrategy: 'None',
  });
  expectGolden('vm/router.chart.txt', filesAsText(chart.files()));
  expectGolden('vm/router.objects.json', `${JSON.stringify(chart.render({}, { name: 'fw0' }), undefined, 2)}\n`);
  expect(Requirements.of(app).featureGates).toEqual(['CPUManager']);
});

test('a MAC in capitals comes out in lower case everywhere', () => {
  const app = new App();
  const chart = chartOf(app);
  const lan = new NodusNetwork(app, 'lan', { subnet: '198.51.100.0/24' });
  new VirtualMachine(chart, 'router', {
    memory: '1Gi',
    disks,
    interfaces: [lan.attach({ address: '198.51.100.2', mac: 'EE:F0:75:E0:B6:26' })],
    cloudInit: CloudInit.noCloud(),
  });
  const text = filesAsText(chart.files()) + JSON.stringify(chart.render());
  expect(text).toMatch(/ee:f0:75:e0:b6:26/);
  expect(text).not.toMatch(/EE:F0/);
});

test('a dynamic Nodus interface carries no MAC anywhere', () => {
  const app = new App();
  const lan = new NodusNetwork(app, 'lan', { subnet: '198.51.100.0/24' });
  const spec = specOf({ interfaces: [lan.attach()], cloudInit: CloudInit.noCloud() }, chartOf(app));
  expect(spec.domain.devices.interfaces).toEqual([{ name: 'lan', bridge: {} }]);
  expect(spec.volumes.at(-1)?.cloudInitNoCloud).toEqual({ userData: '#cloud-config\n' });
});

test('a derived MAC is a local unicast one, differs by release and stays the same', () => {
  const chart = chartOf();
  new VirtualMachine(chart, 'router', { memory: '1Gi', disks, interfaces: [PodNetwork.attach()] });
  const macOf = (name: string): string =>
    (
      (chart.render({}, { name }) as unknown as Vm[])[0]?.spec.template.spec.domain.devices.interfaces[0] as {
        macAddress: string;
      }
    ).macAddress;
  expect(macOf('one')).toMatch(/^02(:[0-9a-f]{2}){5}$/);
  expect(macOf('one')).toBe(macOf('one'));
  expect(macOf('one')).not.toBe(macOf('two'));
});

describe('cloud-init', () => {
  const text = (bytes: number): string => `#cloud-config\n${'#'.repeat(bytes - 15)}\n`;

  test('of exactly the limit stays inline', () => {
    const [volume] = specOf({ cloudInit: CloudInit.noCloud({ userData: text(INLINE_LIMIT) }) }).volumes.slice(-1);
    expect(volume?.cloudInitNoCloud).toEqual({ userData: text(INLINE_LIMIT) });
  });

  test('of one byte more goes to a Secret of the chart', () => {
    const chart = chartOf();
    const spec = specOf({ cloudInit: CloudInit.noCloud({ userData: text(INLINE_LIMIT + 1) }) }, chart);
    expect(spec.volumes.at(-1)?.cloudInitNoCloud).toEqual({ secretRef: { name: 'router-cloud-init' } });
    expect(chart.render()).toContainEqual(
      expect.objectContaining({ kind: 'Secret', stringData: { userdata: text(INLINE_LIMIT + 1) } }),
    );
  });

  test('counts bytes, not characters', () => {
    const chart = chartOf();
    specOf({ cloudInit: CloudInit.noCloud({ userData: `#cloud-config\n# ${'é'.repeat(1200)}\n` }) }, chart);
    expect(chart.render().map(({ kind }) => kind)).toContain('Secret');
  });

  test('comes back inline where an interface added later is what made it long, and the Secret follows', () => {
    const app = new App();
    const chart = chartOf(app);
    const vm = new VirtualMachine(chart, 'router', {
      memory: '1Gi',
      disks,
      interfaces: [],
      cloudInit: CloudInit.noCloud(),
    });
    for (let n = 0; n < 30; n++)
      vm.addInterface(
        new SriovNetwork(app, `net-${n}`, { resourceName: 'nic' }).attach({
          guestName: `eth${n}`,
          addresses: [`198.51.100.${n}/24`],
        }),
      );
    expect(chart.render().map(({ kind }) => kind)).toEqual(['VirtualMachine', 'Secret']);
  });
});

test('a JSON patch changes what the cluster gets', () => {
  const chart = chartOf();
  const vm = new VirtualMachine(chart, 'router', { memory: '1Gi', disks });
  vm.addJsonPatch(JsonPatch.add('/spec/template/spec/hostname', 'edge'));
  expect(chart.render()[0]).toMatchObject({ spec: { template: { spec: { hostname: 'edge' } } } });
});

test('stands in a plain App, and its default child is the object', () => {
  const chart = Testing.chart();
  const helm = new HelmChart(chart.node.root, 'router', { version: '1.0.0' });
  const vm = new VirtualMachine(helm, 'router', { memory: '1Gi', disks });
  expect(ApiObject.of(vm).kind).toBe('VirtualMachine');
  expect(Testing.synth(helm)).toHaveLength(1);
});

test('names what it has where an interface is not there', () => {
  const chart = chartOf();
  const vm = new VirtualMachine(chart, 'router', { memory: '1Gi', disks, interfaces: [PodNetwork.attach()] });
  expect(vm.findAttachment('default').kind).toBe('pod');
  expect(vm.tryFindAttachment('lan')).toBeUndefined();
  expect(() => vm.findAttachment('lan')).toThrow('router/router has no interface on lan: it has default');
});
