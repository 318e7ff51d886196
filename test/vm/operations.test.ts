import { App } from 'cdk8s';
import { HelmChart } from '../../src/helm';
import { Disk } from '../../src/storage';
import {
  MigrationPolicy,
  VirtualMachine,
  VirtualMachineClone,
  VirtualMachineClusterPreference,
  VirtualMachineExport,
  VirtualMachineInstanceMigration,
  VirtualMachineRestore,
  VirtualMachineSnapshot,
} from '../../src/vm';
import { expectGolden } from '../support/golden';

test('what is done to VMs refers to them by their names', () => {
  const chart = new HelmChart(new App(), 'vnf', { version: '1.0.0' });
  const preference = new VirtualMachineClusterPreference(chart, 'quiet', {
    devices: { preferredAutoattachGraphicsDevice: false },
  });
  const vm = new VirtualMachine(chart, 'fw', {
    memory: '1Gi',
    disks: [Disk.fromClaim('system')],
    preference: preference.matcher,
  });
  const snapshot = new VirtualMachineSnapshot(chart, 'before', { source: vm, deletionPolicy: 'Retain' });
  new VirtualMachineRestore(chart, 'back', {
    snapshot,
    target: vm,
    targetReadiness: 'StopTarget',
    volumeNames: 'InPlace',
  });
  new VirtualMachineClone(chart, 'copy', {
    source: snapshot,
    targetName: 'fw-copy',
    newMacAddresses: { default: '02:00:00:00:00:07' },
    labelFilters: ['*', '!role'],
  });
  new VirtualMachineClone(chart, 'twin', { source: 'other', targetName: 'other-twin' });
  new VirtualMachineExport(chart, 'image', { source: vm, ttl: '1h' });
  new VirtualMachineExport(chart, 'state', { source: snapshot, tokenSecretName: 'token' });
  new VirtualMachineExport(chart, 'claim', { source: { claimName: 'system' } });
  new VirtualMachineInstanceMigration(chart, 'move', { vm, addedNodeSelector: { zone: 'b' } });
  new MigrationPolicy(chart, 'gently', {
    vmLabels: vm.podLabels,
    allowAutoConverge: true,
    bandwidthPerMigration: '64Mi',
  });
  expectGolden('vm/operations.json', `${JSON.stringify(chart.render({}, { name: 'fw0' }), undefined, 2)}\n`);
});
