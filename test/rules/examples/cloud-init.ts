import { PodNetwork, SriovNetwork } from '../../../src/network';
import {
  CloudInit,
  type CloudInitProps,
  EnvironmentValue,
  NetworkData,
  type NetworkDataOptions,
  UserData,
} from '../../../src/vm';
import { chart, example, type Example, vm } from './example';

const MAC = '52:54:00:12:34:56';

/** A VM with an interface of a known MAC, and another one called `wan0`. */
const guest = (name: string, ids: string | readonly string[], bad: () => CloudInit, good: () => CloudInit): Example =>
  example(
    name,
    ids,
    (app, cloudInit: () => CloudInit) => {
      const network = new SriovNetwork(app, 'wan', { resourceName: 'nic' });
      const interfaces = [
        PodNetwork.attach({ mac: MAC }),
        network.attach({ guestName: 'wan0', addresses: ['203.0.113.2/24'] }),
      ];
      vm(chart(app), { interfaces, cloudInit: cloudInit() });
    },
    bad,
    good,
  );

const text = (name: string, id: string, bad: string, good: string): Example =>
  guest(
    name,
    id,
    () => CloudInit.noCloud({ networkData: NetworkData.raw(bad) }),
    () => CloudInit.noCloud({ networkData: NetworkData.raw(good) }),
  );

/** One interface of raw network data, between braces. */
const ethernet = (name: string, id: string, bad: string, good: string): Example =>
  text(name, id, `version: 2\nethernets:\n  eth1: {${bad}}\n`, `version: 2\nethernets:\n  eth1: {${good}}\n`);

const options = (name: string, id: string, bad: NetworkDataOptions, good: NetworkDataOptions): Example =>
  guest(
    name,
    id,
    () => CloudInit.noCloud({ networkData: bad }),
    () => CloudInit.noCloud({ networkData: good }),
  );

const props = (name: string, id: string, bad: CloudInitProps, good: CloudInitProps): Example =>
  guest(
    name,
    id,
    () => CloudInit.noCloud(bad),
    () => CloudInit.noCloud(good),
  );

const match = `match: {macaddress: "${MAC}"}`;
const vlan = { id: 100, link: 'wan0' };
const bond = { interfaces: ['wan0'], mode: 'active-backup' } as const;
const LONG = `#!/bin/sh\n${'# x\n'.repeat(600)}`;
const secret = EnvironmentValue.fromSecret('peers', 'address');

export const CLOUD_INIT = [
  text('network data that is no YAML', 'VNF313', 'version: [2\n', 'version: 2\n'),
  text('version as text', 'VNF313', 'version: "2"\n', 'version: 2\n'),
  text('network data inside network', 'VNF313', 'network:\n  version: 2\n', 'version: 2\n'),
  guest(
    'network data of NoCloud on a config drive',
    'VNF313',
    () => CloudInit.configDrive({ networkData: NetworkData.raw('version: 2\n') }),
    () => CloudInit.configDrive({ networkData: NetworkData.raw('{"links":[],"networks":[],"services":[]}') }),
  ),
  ethernet('MAC of another VM', 'VNF314', 'match: {macaddress: "52:54:00:00:00:99"}', match),
  ethernet('MAC in capitals', 'VNF314', 'match: {macaddress: "52:54:00:AB:CD:EF"}', match),
  ethernet('MAC without quotes', 'VNF314', `match: {macaddress: ${MAC}}`, match),
  text(
    'MAC twice',
    'VNF315',
    `version: 2\nethernets:\n  a: {${match}, set-name: a}\n  b: {${match}, set-name: b}\n`,
    `version: 2\nethernets:\n  a: {${match}, set-name: a}\n`,
  ),
  options(
    'name of an attachment',
    'VNF315',
    { vlans: { wan0: { id: 100, link: 'default' } } },
    { vlans: { wan1: vlan } },
  ),
  options('name of a VLAN', 'VNF316', { vlans: { 'uplink-of-site-1': vlan } }, { vlans: { uplink1: vlan } }),
  ethernet('name without MAC', 'VNF316', 'match: {name: "en*"}, set-name: eth1', `${match}, set-name: eth1`),
  ethernet(
    'address without length',
    'VNF317',
    `${match}, addresses: [192.0.2.1]`,
    `${match}, addresses: [192.0.2.1/24]`,
  ),
  ethernet(
    'route to default',
    'VNF317',
    `${match}, routes: [{to: default, via: 192.0.2.1}]`,
    `${match}, routes: [{to: 0.0.0.0/0, via: 192.0.2.1}]`,
  ),
  ethernet(
    'next hop with length',
    'VNF317',
    `${match}, routes: [{to: 0.0.0.0/0, via: 192.0.2.1/24}]`,
    `${match}, routes: [{to: 0.0.0.0/0, via: 192.0.2.1}]`,
  ),
  options(
    'name server by name',
    'VNF317',
    { vlans: { uplink: { ...vlan, nameservers: { addresses: ['dns.example'] } } } },
    { vlans: { uplink: { ...vlan, nameservers: { addresses: ['2001:db8::53'] } } } },
  ),
  options('VLAN on nothing', 'VNF318', { vlans: { uplink: { id: 100, link: 'wan1' } } }, { vlans: { uplink: vlan } }),
  options('VLAN id', 'VNF318', { vlans: { uplink: { ...vlan, id: 4095 } } }, { vlans: { uplink: vlan } }),
  options(
    'port of two',
    'VNF318',
    { bonds: { bond0: bond }, bridges: { br0: { interfaces: ['wan0'] } } },
    { bonds: { bond0: bond }, bridges: { br0: { interfaces: ['bond0'] } } },
  ),
  options('empty bond', 'VNF318', { bonds: { bond0: { ...bond, interfaces: [] } } }, { bonds: { bond0: bond } }),
  options(
    'options of no interface',
    'VNF318',
    { ethernets: { wan1: { dhcp6: true } } },
    { ethernets: { wan0: { dhcp6: true } } },
  ),
  ethernet(
    'gateway4',
    'VNF319',
    `${match}, addresses: [192.0.2.2/24], gateway4: 192.0.2.1`,
    `${match}, addresses: [192.0.2.2/24], routes: [{to: 0.0.0.0/0, via: 192.0.2.1}]`,
  ),
  ethernet('word that nobody knows', 'VNF330', `${match}, dhcp: true`, `${match}, dhcp4: true`),
  text('section of netplan alone', 'VNF330', 'version: 2\ntunnels: {}\n', 'version: 2\n'),
  example(
    'version 1 without names',
    'VNF331',
    (app, guestName: string | undefined) =>
      vm(chart(app), {
        interfaces: [PodNetwork.attach(guestName === undefined ? {} : { guestName })],
        cloudInit: CloudInit.noCloud({ networkData: { version: 1 } }),
      }),
    undefined,
    'eth0',
  ),
  options(
    'two default routes',
    'VNF332',
    {
      vlans: {
        a: { ...vlan, routes: [{ to: '0.0.0.0/0', via: '192.0.2.1' }] },
        b: { id: 101, link: 'wan0', routes: [{ to: '0.0.0.0/0', via: '198.51.100.1' }] },
      },
    },
    {
      vlans: {
        a: { ...vlan, routes: [{ to: '0.0.0.0/0', via: '192.0.2.1' }] },
        b: { id: 101, link: 'wan0', routes: [{ to: '0.0.0.0/0', via: '198.51.100.1', metric: 200 }] },
      },
    },
  ),
  props(
    'name of a variable',
    'VNF333',
    { environment: { 'PEER-ADDRESS': secret } },
    { environment: { PEER_ADDRESS: secret } },
  ),
  props(
    'key of a Secret',
    'VNF333',
    { environment: { PEER: EnvironmentValue.fromSecret('peers', 'the address') } },
    { environment: { PEER: secret } },
  ),
  props(
    'environment beside user data of a Secret',
    'VNF334',
    { userData: UserData.fromSecret('user-data'), environment: { PEER: secret } },
    { userData: UserData.script('systemctl restart vnf'), environment: { PEER: secret } },
  ),
  props(
    'environment beside MIME text',
    'VNF334',
    {
      userData: 'Content-Type: multipart/mixed; boundary="x"\n\n--x\n\n#!/bin/sh\n--x--\n',
      environment: { PEER: secret },
    },
    { userData: UserData.multipart(UserData.script(':'), UserData.script(':')), environment: { PEER: secret } },
  ),
  props(
    'password as a fixed value',
    'VNF335',
    { environment: { DB_PASSWORD: EnvironmentValue.fromValue('abc') } },
    { environment: { DB_PASSWORD: EnvironmentValue.fromSecret('db', 'password') } },
  ),
  props(
    'misspelt key',
    'VNF336',
    { userData: '#cloud-config\nrun_cmd: [ls]\n' },
    { userData: '#cloud-config\nruncmd: [ls]\n' },
  ),
  props(
    'network in user data',
    'VNF336',
    { userData: '#cloud-config\nnetwork: { version: 2 }\n' },
    { userData: '#cloud-config\n{}\n' },
  ),
  guest(
    'long user data on a config drive',
    'VNF310',
    () => CloudInit.configDrive({ userData: LONG, secret: 'never' }),
    () => CloudInit.configDrive({ userData: LONG }),
  ),
];
