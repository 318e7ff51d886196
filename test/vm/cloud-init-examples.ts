import { App } from 'cdk8s';
import { HelmChart, Values } from '../../src/helm';
import { PodNetwork, SriovNetwork } from '../../src/network';
import { Disk } from '../../src/storage';
import { CloudInit, EnvironmentValue, UserData, VirtualMachine } from '../../src/vm';

const values = Values.object({
  motd: Values.string({ default: 'on', description: 'Text that YAML 1.1 takes for a boolean' }),
  gateway: Values.string({ default: '198.51.100.1' }),
});

/** Every feature of cloud-init, one VM each. */
const EXAMPLES = {
  'v2-layers': () =>
    CloudInit.noCloud({
      networkData: {
        nameservers: { addresses: ['203.0.113.53', '2001:db8::53'], search: ['vnf.example'] },
        ethernets: { mgmt0: { dhcp6: true } },
        bonds: {
          bond0: {
            interfaces: ['left0', 'right0'],
            mode: '802.3ad',
            lacpRate: 'fast',
            miiMonitorInterval: 100,
            transmitHashPolicy: 'layer3+4',
            minLinks: 1,
            mtu: 9000,
          },
        },
        vlans: {
          'bond0.100': {
            id: 100,
            link: 'bond0',
            addresses: ['203.0.113.2/24', '2001:db8:1::2/64'],
            routes: [{ to: '::/0', via: '2001:db8:1::1' }],
            nameservers: { addresses: ['203.0.113.54'] },
          },
        },
        bridges: { br0: { interfaces: ['lan0'], stp: false, forwardDelay: 0, priority: 4096, dhcp4: true } },
      },
    }),
  'v1-layers': () =>
    CloudInit.noCloud({
      networkData: {
        version: 1,
        nameservers: { addresses: ['203.0.113.53'], search: ['vnf.example'] },
        bonds: { bond0: { interfaces: ['left0', 'right0'], mode: 'active-backup', miiMonitorInterval: 100 } },
        vlans: { 'bond0.100': { id: 100, link: 'bond0', addresses: ['203.0.113.2/24', '2001:db8:1::2/64'] } },
        bridges: { br0: { interfaces: ['lan0'], stp: false, forwardDelay: 0, addresses: ['192.0.2.1/24'] } },
      },
    }),
  'config-drive': () =>
    CloudInit.configDrive({
      networkData: { nameservers: { addresses: ['203.0.113.53'] } },
      userData: { ssh_pwauth: false },
    }),
  'all-keys': () =>
    CloudInit.noCloud({
      userData: {
        hostname: 'edge',
        manage_etc_hosts: 'localhost',
        users: ['default', { name: 'operator', groups: ['adm'], sudo: 'ALL=(ALL) NOPASSWD:ALL', shell: '/bin/bash' }],
        ssh_pwauth: false,
        write_files: [
          { path: '/etc/motd', content: 'hello {{ ds.meta_data.x }}\n', permissions: '0644' },
          { path: '/etc/equals', content: '=', permissions: '0600' },
          { path: '/etc/truth', content: 'on', owner: 'root:root' },
          { path: '/etc/time', content: '1:30', encoding: 'text/plain' },
          { path: '/etc/mac', content: '52:54:00:12:34:56', append: true, defer: true },
          { path: '/etc/unicode', content: 'Grüße — 网络\n' },
        ],
        bootcmd: [['sysctl', '-w', 'net.ipv4.ip_forward=1'], 'echo yes'],
        runcmd: [['systemctl', 'restart', 'vnf'], 'echo no'],
        packages: ['nginx', ['chrony', '4.0']],
        growpart: { mode: 'off' },
        resize_rootfs: 'noblock',
        mounts: [['/dev/vdb', '/data', 'ext4', 'defaults', '0', '2']],
        ntp: { enabled: true, servers: ['ntp.vnf.example'] },
        timezone: 'Etc/UTC',
        power_state: { mode: 'reboot', delay: 'now', condition: false },
        output: { all: '| tee -a /var/log/cloud-init-output.log' },
      },
    }),
  environment: () =>
    CloudInit.noCloud({
      userData: { runcmd: ['. /run/environment; echo "$FROM"'] },
      environment: {
        PLAIN: EnvironmentValue.fromValue('a "quoted" $value'),
        FROM: EnvironmentValue.fromSecret('peers', 'address'),
        LICENCE: EnvironmentValue.fromConfigMap('licence', 'server.url'),
        PORT: EnvironmentValue.fromConfigMap('licence', 'server.port'),
      },
    }),
  multipart: () =>
    CloudInit.noCloud({
      userData: UserData.multipart(
        UserData.cloudConfig({ ssh_pwauth: false }),
        UserData.script('echo Grüße\n'),
        UserData.script('print("boot")', { interpreter: '/usr/bin/python3', runs: 'every-boot' }),
      ),
    }),
} as const satisfies Record<string, () => CloudInit>;

export type ExampleName = keyof typeof EXAMPLES | 'values';

/** The examples, each an app with one VM. */
export function cloudInitExamples(): Readonly<Record<ExampleName, VirtualMachine>> {
  const build = (id: string, cloudInit: (chart: HelmChart<typeof values>) => CloudInit): VirtualMachine => {
    const app = new App();
    const fast = ['left', 'right', 'lan'].map((name) => new SriovNetwork(app, name, { resourceName: 'nic' }));
    const chart = new HelmChart(app, id, { version: '1.0.0', values });
    return new VirtualMachine(chart, id, {
      memory: '1Gi',
      disks: [Disk.fromContainerImage('registry.example/router:1.0')],
      interfaces: [
        PodNetwork.attach({ guestName: 'mgmt0', mac: '52:54:00:12:34:56' }),
        ...fast.map((network, n) =>
          network.attach({
            guestName: `${network.networkName}0`,
            mac: `52:54:00:00:00:0${n + 1}`,
            mtu: 9000,
            ...(id.endsWith('layers')
              ? {}
              : {
                  addresses: [`198.51.10${n}.2/24`, `2001:db8:${n}::2/64`],
                  routes: [{ to: n === 0 ? '0.0.0.0/0' : `192.0.${n}.0/24`, via: `198.51.10${n}.1`, metric: 100 + n }],
                  nameservers: ['203.0.113.1'],
                }),
          }),
        ),
      ],
      cloudInit: cloudInit(chart),
    });
  };
  const withValues = build('values', (chart) =>
    CloudInit.noCloud({
      userData: UserData.multipart(
        UserData.cloudConfig({ write_files: [{ path: '/etc/motd', content: chart.values.motd }] }),
        UserData.script(`echo ${chart.values.motd}`),
      ),
    }),
  );
  const others = Object.entries(EXAMPLES).map(([id, cloudInit]) => [id, build(id, cloudInit)] as const);
  return { ...Object.fromEntries(others), values: withValues } as Record<ExampleName, VirtualMachine>;
}
