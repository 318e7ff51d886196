import { App } from 'cdk8s';
import { HelmChart } from '../../src/helm';
import { hashedName, MultusNetwork, NodusNetwork, PodNetwork, podInterfaceName, SriovNetwork } from '../../src/network';
import { Platform } from '../../src/platform';
import { Disk } from '../../src/storage';
import { VirtualMachine } from '../../src/vm';

// Vectors of KubeVirt's own name scheme.
test.each([
  ['blue', 'pod16477688c0e'],
  ['red', 'podb1f51a511f1'],
  ['unprotected-private-net', 'podeabbdb1b04c'],
  ['protected-private-net', 'pode84cd2d19b7'],
  ['emco-private-net', 'podd7eb26078a0'],
  ['management', 'pod288965a1f2c'],
])('the interface on %s is called %s', (network, name) => {
  expect(hashedName(network)).toBe(name);
});

describe.each([
  ['0.58', ['eth0', 'net1', 'net2', 'net3']],
  ['0.59.2', ['eth0', 'net1', 'net2', 'net3']],
  ['1.0', ['eth0', 'podeabbdb1b04c', hashedName('fast'), hashedName('legacy')]],
  ['1.6', ['eth0', 'podeabbdb1b04c', hashedName('fast'), hashedName('legacy')]],
])('on KubeVirt %s', (kubevirt, names) => {
  test(`a VM has ${names.join(', ')}`, () => {
    const app = new App();
    const chart = new HelmChart(app, 'router', { version: '1.0.0' });
    const vm = new VirtualMachine(chart, 'router', {
      memory: '1Gi',
      disks: [Disk.fromContainerImage('registry.example/router:1')],
      interfaces: [
        PodNetwork.attach(),
        new NodusNetwork(app, 'unprotected-private-net', { subnet: '192.0.2.0/24' }).attach(),
        new SriovNetwork(app, 'fast', { resourceName: 'nic' }).attach(),
        MultusNetwork.fromDefinition('default/legacy').attach(),
      ],
    });
    const platform = new Platform({ kubevirt });
    expect(vm.attachments.map((attachment) => podInterfaceName(vm, attachment, platform))).toEqual(names);
  });
});

test('a network in place of the pod network is eth0, and is not counted', () => {
  const chart = new HelmChart(new App(), 'router', { version: '1.0.0' });
  const vm = new VirtualMachine(chart, 'router', {
    memory: '1Gi',
    disks: [Disk.fromContainerImage('registry.example/router:1')],
    interfaces: ['first', 'second'].map((name) =>
      MultusNetwork.fromDefinition(name).attach({ isPrimary: name === 'first' }),
    ),
  });
  const names = (kubevirt: string): string[] =>
    vm.attachments.map((attachment) => podInterfaceName(vm, attachment, new Platform({ kubevirt })));
  expect(names('0.58')).toEqual(['eth0', 'net1']);
  expect(names('1.6')).toEqual(['eth0', hashedName('second')]);
});
