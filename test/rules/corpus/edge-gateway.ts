import { ApiObject, type App } from 'cdk8s';
import { HelmChart } from '../../../src/helm';
import { MultusNetwork, PodNetwork } from '../../../src/network';
import { Disk } from '../../../src/storage';
import {
  AccessCredential,
  type BondOptions,
  CloudInit,
  EnvironmentValue,
  type GuestScheduling,
  NetworkData,
  UserData,
  VirtualMachine,
  type VlanOptions,
} from '../../../src/vm';
import type { Vnf } from './vnf';

interface Facts {
  readonly userData: string;
  readonly maySpill: 'when-needed' | 'never';
  /** Names of variables by the key of the Secret that has them. */
  readonly environment: Readonly<Record<'peer' | 'site', string>>;
  /** A variable that stands in the chart. */
  readonly fixed: string;
  readonly network: {
    readonly version: 1 | 2;
    readonly lanName: string;
    readonly bond: BondOptions;
    readonly vlan: VlanOptions;
    readonly vlanName: string;
  };
  /** Network data in place of what is derived. */
  readonly text: string | undefined;
  /** Network data on the config drive of the gateway’s manager, which runs on Windows. */
  readonly managerNetworkData: string;
  readonly managementBinding: 'masquerade' | 'bridge';
  readonly eviction: NonNullable<GuestScheduling['evictionStrategy']>;
  readonly secret: Readonly<Record<string, string>>;
}

const MAC = '52:54:00:aa:00:01';
const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`;
const ethernet = (body: string): string => `version: 2\nethernets:\n  lan0: {${body}}\n`;
const match = `match: {macaddress: "${MAC}"}`;

/** A gateway with a bond and VLANs, set up by what its author wrote for cloud-init. */
export const EDGE_GATEWAY: Vnf<Facts> = {
  name: 'edge gateway',
  facts: {
    userData: lines(
      '#cloud-config',
      'ssh_pwauth: false',
      'runcmd:',
      ...Array.from({ length: 60 }, (_, n) => `  - gatewayctl route add 10.${n}.0.0/16 via 192.0.2.1`),
    ),
    maySpill: 'when-needed',
    environment: { peer: 'PEER_ADDRESS', site: 'SITE_NAME' },
    fixed: 'LOG_LEVEL',
    network: {
      version: 2,
      lanName: 'lan0',
      bond: { interfaces: ['wan0', 'wan1'], mode: 'active-backup', addresses: ['203.0.113.2/29'] },
      vlan: { id: 300, link: 'bond0', addresses: ['198.51.100.2/24'] },
      vlanName: 'bond0.300',
    },
    text: undefined,
    managerNetworkData: '{"links":[],"networks":[],"services":[]}',
    managementBinding: 'masquerade',
    eviction: 'LiveMigrate',
    secret: { region: 'north' },
  },
  build: (app: App, facts) => {
    const { network, environment } = facts;
    const chart = new HelmChart(app, 'gateway', { version: '1.0.0' });
    const lan = MultusNetwork.fromDefinition('vnf/lan');
    const wan = (id: string, guestName: string): ReturnType<MultusNetwork['attach']> =>
      MultusNetwork.fromDefinition(`vnf/${id}`).attach({ guestName });
    const derived = {
      version: network.version,
      bonds: { bond0: network.bond },
      vlans: { [network.vlanName]: network.vlan },
    };
    new VirtualMachine(chart, 'gateway', {
      memory: '2Gi',
      disks: [Disk.fromContainerImage('registry.example/gateway:3.2')],
      interfaces: [
        PodNetwork.attach({ guestName: 'mgmt0', binding: facts.managementBinding as 'masquerade' }),
        lan.attach({ guestName: network.lanName, mac: MAC, addresses: ['192.0.2.2/24'] }),
        wan('wan-a', 'wan0'),
        wan('wan-b', 'wan1'),
      ],
      evictionStrategy: facts.eviction,
      accessCredentials: [AccessCredential.sshKeys('gateway-keys', 'noCloud')],
      cloudInit: CloudInit.noCloud({
        userData: UserData.raw(facts.userData),
        secret: facts.maySpill,
        environment: {
          [environment.peer]: EnvironmentValue.fromSecret('peers', 'peer'),
          [environment.site]: EnvironmentValue.fromConfigMap('site', 'name'),
          [facts.fixed]: EnvironmentValue.fromValue('info'),
        },
        networkData: facts.text === undefined ? derived : NetworkData.raw(facts.text),
      }),
    });
    new VirtualMachine(chart, 'manager', {
      memory: '8Gi',
      disks: [Disk.fromContainerImage('registry.example/manager:3.2')],
      interfaces: [PodNetwork.attach()],
      cloudInit: CloudInit.configDrive({
        userData: '#!/bin/sh\n',
        networkData: NetworkData.raw(facts.managerNetworkData),
      }),
    });
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'Secret', stringData: facts.secret });
  },
  broken: [
    {
      name: 'user data without header',
      cites: ['kubevirt/user-guide#578'],
      change: { userData: 'ssh_pwauth: false\n' },
      expected: ['VNF311'],
    },
    {
      name: 'header with a blank',
      cites: ['kubevirt/user-guide#578'],
      change: { userData: '# cloud-config\nssh_pwauth: false\n' },
      expected: ['VNF311'],
    },
    {
      name: 'list that lost its indentation',
      cites: ['kubevirt/kubevirt#17045', 'Mirantis/virtlet#881'],
      change: { userData: lines('#cloud-config', 'runcmd: [systemctl', 'start gateway') },
      expected: ['VNF312'],
    },
    {
      name: 'key at the wrong level',
      cites: ['kubevirt/kubevirt#5885'],
      change: { userData: lines('#cloud-config', 'cloudInitNoCloud:', '  runcmd: [systemctl start gateway]') },
      expected: ['VNF336'],
    },
    {
      name: 'network configuration inside user data',
      cites: ['kubevirt/kubevirt#5885'],
      change: { userData: lines('#cloud-config', 'network: {version: 2}') },
      expected: ['VNF336'],
    },
    {
      name: 'user data over 2,048 bytes, kept inline',
      cites: ['harvester/harvester#760', 'kubevirt/kubevirt#2559', 'kubevirt/kubevirt#2602'],
      change: { maySpill: 'never' },
      expected: ['VNF310'],
    },
    {
      name: 'password of the default user',
      cites: ['kubevirt/kubevirt:examples/vmi-fedora.yaml'],
      change: { userData: lines('#cloud-config', 'password: fedora', 'chpasswd: {expire: false}') },
      expected: ['VNF701'],
    },
    {
      name: 'private key in a file',
      change: {
        userData: lines('#!/bin/sh', 'cat > /etc/key <<K', '-----BEGIN PRIVATE KEY-----', 'K'),
      },
      expected: ['VNF701'],
    },
    { name: 'password in a Secret of the chart', change: { secret: { password: 'hunter2' } }, expected: ['VNF702'] },
    {
      name: 'variable that no shell names so',
      change: { environment: { peer: 'PEER-ADDRESS' } },
      expected: ['VNF333'],
    },
    { name: 'password as a fixed value', change: { fixed: 'DB_PASSWORD' }, expected: ['VNF335'] },
    {
      name: 'MIME text that takes no environment',
      change: { userData: 'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n#!/bin/sh\n--b--\n' },
      expected: ['VNF334'],
    },
    {
      name: 'bond over an interface that is not there',
      change: { network: { bond: { interfaces: ['wan0', 'wan2'] } } },
      expected: ['VNF318'],
    },
    {
      name: 'VLAN id beyond the last',
      cites: ['canonical/cloud-init#5854'],
      change: { network: { vlan: { id: 5000 } } },
      expected: ['VNF318'],
    },
    {
      name: 'name of a VLAN with 16 characters',
      change: { network: { vlanName: 'uplink-of-site-1' } },
      expected: ['VNF316'],
    },
    {
      name: 'name of another interface for a VLAN',
      change: { network: { vlanName: 'lan0' } },
      expected: ['VNF315'],
    },
    {
      name: 'address of a bond without prefix length',
      change: { network: { bond: { addresses: ['203.0.113.2'] } } },
      expected: ['VNF317'],
    },
    {
      name: 'network data in the wrapper of the user guide',
      cites: ['kubevirt/user-guide#243', 'kubevirt/kubevirt#17045'],
      change: { text: 'network:\n  version: 2\n  ethernets: {lan0: {dhcp4: true}}\n' },
      expected: ['VNF313'],
    },
    {
      name: 'cloud-init’s own network data on a config drive',
      cites: ['kubevirt/user-guide#706'],
      change: { managerNetworkData: ethernet(`${match}, dhcp4: true`) },
      expected: ['VNF313'],
    },
    {
      name: 'MAC of no interface',
      cites: ['kubevirt/kubevirt#10180'],
      change: { text: ethernet('match: {macaddress: "52:54:00:aa:00:99"}, set-name: lan0, dhcp4: true') },
      expected: ['VNF314'],
    },
    {
      name: 'MAC that YAML takes for a number',
      change: { text: ethernet('match: {macaddress: 52:54:00:12:34:56}, set-name: lan0, dhcp4: true') },
      expected: ['VNF314'],
    },
    {
      name: 'new name without MAC',
      cites: ['kubevirt/kubevirt#6776'],
      change: { text: ethernet('match: {name: "enp*"}, set-name: lan0, dhcp4: true') },
      expected: ['VNF316'],
    },
    {
      name: 'gateway4',
      change: { text: ethernet(`${match}, addresses: [192.0.2.2/24], gateway4: 192.0.2.1`) },
      expected: ['VNF319'],
    },
    { name: 'dhcp for dhcp4', change: { text: ethernet(`${match}, dhcp: true`) }, expected: ['VNF330'] },
    {
      name: 'two default routes',
      change: {
        text: ethernet(
          `${match}, addresses: [192.0.2.2/24], routes: [{to: 0.0.0.0/0, via: 192.0.2.1}, {to: 0.0.0.0/0, via: 192.0.2.9}]`,
        ),
      },
      expected: ['VNF332'],
    },
    {
      name: 'migration with the pod’s address',
      cites: ['kubevirt/kubevirt#7238', 'kubevirt/kubevirt#9776', 'kubevirt/kubevirt#9440'],
      change: { managementBinding: 'bridge' },
      expected: ['VNF245'],
    },
  ],
  sound: [
    {
      name: 'script',
      cites: ['kubevirt/kubevirt:examples/vmi-nocloud.yaml'],
      change: { userData: '#!/bin/sh\nsystemctl start gateway\n' },
    },
    {
      name: 'bare network data',
      cites: ['kubevirt/kubevirt:examples/vmi-multus-ptp.yaml'],
      change: { text: ethernet(`${match}, set-name: lan0, dhcp4: true`) },
    },
    {
      name: 'static IPv6 of masquerade',
      cites: ['kubevirt/kubevirt:examples/vmi-masquerade.yaml'],
      change: {
        text: ethernet(
          `${match}, dhcp4: true, addresses: ["fd10:0:2::2/120"], routes: [{to: "::/0", via: "fd10:0:2::1"}]`,
        ),
      },
    },
    { name: 'last VLAN id', change: { network: { vlan: { id: 4094 } } } },
    { name: 'eviction without migration', change: { eviction: 'None' } },
  ],
};
