import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { App, Chart, Testing } from 'cdk8s';
import ts from 'typescript';

import { DataVolume } from '../../../imports/cdi.kubevirt.io';
import { NetworkAttachmentDefinition } from '../../../imports/k8s.cni.cncf.io';
import { VirtualMachine } from '../../../imports/kubevirt.io';
import { laidOut } from './layout';

const IMPORTS = join(__dirname, '../../../imports');

const CONSTRUCTS: Readonly<Record<string, readonly string[]>> = {
  'cdi.kubevirt.io': [
    ...['CDI', 'CDIConfig', 'DataImportCron', 'DataSource', 'DataVolume', 'ObjectTransfer', 'StorageProfile'],
    ...['VolumeCloneSource', 'VolumeImportSource', 'VolumeUploadSource'],
  ],
  'clone.kubevirt.io': ['VirtualMachineClone'],
  'export.kubevirt.io': ['VirtualMachineExport'],
  'instancetype.kubevirt.io': [
    ...['VirtualMachineClusterInstancetype', 'VirtualMachineClusterPreference'],
    ...['VirtualMachineInstancetype', 'VirtualMachinePreference'],
  ],
  'k8s.cni.cncf.io': ['NetworkAttachmentDefinition'],
  'k8s.plugin.opnfv.org': ['Network', 'NetworkChaining', 'ProviderNetwork'],
  'kubevirt.io': [
    ...['KubeVirt', 'VirtualMachine', 'VirtualMachineInstance', 'VirtualMachineInstanceMigration'],
    ...['VirtualMachineInstancePreset', 'VirtualMachineInstanceReplicaSet'],
  ],
  'migrations.kubevirt.io': ['MigrationPolicy'],
  'pool.kubevirt.io': ['VirtualMachinePool'],
  'snapshot.kubevirt.io': ['VirtualMachineRestore', 'VirtualMachineSnapshot', 'VirtualMachineSnapshotContent'],
  'sriovnetwork.openshift.io': [
    ...['OVSNetwork', 'SriovIBNetwork', 'SriovNetwork', 'SriovNetworkNodePolicy', 'SriovNetworkNodeState'],
    ...['SriovNetworkPoolConfig', 'SriovOperatorConfig'],
  ],
};

/** Where KubeVirt keeps unknown fields, which pools and snapshots take from it, and Nodus the values of match labels. */
const UNKNOWN: Readonly<Record<string, number>> = {
  'k8s.plugin.opnfv.org': 1,
  'kubevirt.io': 1,
};

const read = (group: string) => readFileSync(join(IMPORTS, `${group}.ts`), 'utf8');

function count(source: ts.SourceFile, kind: ts.SyntaxKind): number {
  let found = 0;
  const visit = (node: ts.Node): void => {
    if (node.kind === kind) found++;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test('there is one file for each API group', () => {
  expect(readdirSync(IMPORTS).sort()).toEqual(Object.keys(CONSTRUCTS).map((group) => `${group}.ts`));
});

describe.each(Object.entries(CONSTRUCTS))('%s', (group, constructs) => {
  const text = read(group);
  const source = ts.createSourceFile(`${group}.ts`, text, ts.ScriptTarget.ES2022, true);

  test('holds its constructs, by kind', () => {
    const classes = source.statements.filter(ts.isClassDeclaration).map((declaration) => declaration.name?.text);
    expect(classes).toEqual(constructs);
  });

  test('says any nowhere, and unknown only where the schema is open', () => {
    expect(count(source, ts.SyntaxKind.AnyKeyword)).toBe(0);
    expect(count(source, ts.SyntaxKind.UnknownKeyword)).toBe(UNKNOWN[group] ?? 0);
  });

  test('has short names and no description, and is laid out as prettier would', async () => {
    const names = [...text.matchAll(/^export (?:interface|type|class) (\w+)/gm)].map(([, name = '']) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThan(60);
    expect(text.length).toBeLessThan(50_000);
    expect(await laidOut(text)).toBe(text);
  });
});

test('a construct writes the object that it was given, field for field', () => {
  const chart = new Chart(new App(), 'chart');
  const spec = { runStrategy: 'Always', template: { spec: { domain: { devices: {}, cpu: { cores: 2 } } } } };
  new VirtualMachine(chart, 'vm', { metadata: { name: 'vm', labels: { a: 'b' } }, spec });
  new DataVolume(chart, 'dv', {
    spec: { source: { blank: {} }, storage: { resources: { requests: { storage: '1Gi' } } } },
  });
  new NetworkAttachmentDefinition(chart, 'net', { metadata: { name: 'net' } });
  expect(Testing.synth(chart)).toMatchObject([
    { apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', metadata: { name: 'vm', labels: { a: 'b' } }, spec },
    { apiVersion: 'cdi.kubevirt.io/v1beta1', kind: 'DataVolume', spec: { source: { blank: {} } } },
    { apiVersion: 'k8s.cni.cncf.io/v1', kind: 'NetworkAttachmentDefinition', metadata: { name: 'net' } },
  ]);
});
