import { App } from 'cdk8s';
import { HelmChart } from '../../src/helm';
import { NodusDirectNetwork, NodusNetwork, NodusNetworkChain, NodusProviderNetwork } from '../../src/network';
import { checkRules } from '../../src/rules';
import { expectGolden } from '../support/golden';

test('a site chart defines networks of every kind, and a chain through them', () => {
  const app = new App();
  const site = new HelmChart(app, 'site', { version: '1.0.0' });
  const left = new NodusNetwork(app, 'left', {
    subnet: '192.168.10.0/24',
    reserved: ['192.168.10.200..192.168.10.220'],
  });
  const wan = new NodusProviderNetwork(app, 'wan', {
    subnet: '10.10.0.0/24',
    vlan: { id: 100, providerInterface: 'eth1', nodeLabels: { role: 'edge' } },
  });
  const uplink = new NodusDirectNetwork(app, 'uplink', {
    subnet: '10.20.0.0/24',
    direct: { providerInterface: 'eth2', nodeLabels: { zone: 'b', role: 'edge' } },
  });
  for (const network of [left, wan, uplink]) network.defineIn(site);
  new NodusNetworkChain(site, 'chain', {
    path: ['app=cache', left, 'app=firewall'],
    left: [{ network: wan, gateway: '10.10.0.5', subnet: '172.30.0.0/16', podLabels: { sfc: 'head' } }],
    right: [{ network: uplink, gateway: '10.20.0.5' }],
  });
  expect(checkRules(app)).toEqual([]);
  expectGolden('network/nodus-site.json', `${JSON.stringify(site.render(), undefined, 2)}\n`);
});
