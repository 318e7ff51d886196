import { join } from 'node:path';
import ts from 'typescript';
import { stringify } from 'yaml';
import { importManifests } from '../../../src/codegen/manifest';
import { corpus, documentsIn } from './support';

/**
 * Every field of these kinds has a property of the library: some object of the corpus says it, and the program that the
 * object becomes needs no patch for it.
 */

interface Kind {
  readonly kind: string;
  /** File and type of `spec`. */
  readonly file: string;
  readonly type: string;
  /** What the program makes. */
  readonly construct: RegExp;
  /** Fields without property, and why. */
  readonly leftOut: Readonly<Record<string, string>>;
}

const KINDS: readonly Kind[] = [
  {
    kind: 'VirtualMachine',
    file: 'kubevirt.io.ts',
    type: 'VirtualMachineSpec',
    construct: /new VirtualMachine\(/,
    leftOut: {
      running: 'deprecated: runStrategy',
      dataVolumeTemplates: 'those of a DataVolume',
      'template.metadata.name': 'KubeVirt names the instance like the VM',
      'template.metadata.generateName': 'KubeVirt names the instance like the VM',
      'template.metadata.namespace': 'that of the VM',
      'template.metadata.finalizers': 'for controllers',
      'template.spec.domain.devices.autoattachInputDevice': 'devices.tablet, which says the bus',
      'template.spec.domain.devices.disks.*.cdrom.readonly': 'always true',
      'template.spec.domain.devices.interfaces.*.macvtap': 'discontinued in KubeVirt 1.3',
      'template.spec.domain.devices.interfaces.*.passt': 'discontinued in KubeVirt 1.3',
      'template.spec.domain.devices.interfaces.*.slirp': 'discontinued in KubeVirt 1.3',
      'template.spec.domain.features.hyperv.spinlocks.enabled': 'true where there is a number',
      'template.spec.domain.features.hyperv.vendorid.enabled': 'true where there is an id',
      'template.spec.utilityVolumes': 'only in a VM that runs',
      'template.spec.volumes.*.memoryDump': 'what virtctl adds to a VM that runs',
    },
  },
  {
    kind: 'DataVolume',
    file: 'cdi.kubevirt.io.ts',
    type: 'DataVolumeSpec',
    construct: /new DataVolume\(/,
    leftOut: {
      checkpoints: 'what tools for warm migration write while they copy',
      finalCheckpoint: 'what tools for warm migration write while they copy',
      ...Object.fromEntries(
        ['pvc', 'storage'].flatMap((form) => [
          [`${form}.dataSource`, 'ImportSource says where the content comes from'],
          [`${form}.dataSourceRef`, 'ImportSource says where the content comes from'],
          [`${form}.resources.limits`, 'a claim has the size that it requests'],
          [`${form}.selector.matchExpressions`, 'volumeLabels'],
          [`${form}.volumeName`, 'names a volume of one cluster'],
        ]),
      ),
      'pvc.volumeAttributesClassName': 'changes a volume that is there',
    },
  },
  ...[
    ['SriovNetwork', /new SriovNetwork\(/] as const,
    ['SriovIBNetwork', /new InfiniBandNetwork\(/] as const,
    ['OVSNetwork', /new OvsNetwork\(/] as const,
  ].map(([kind, construct]) => ({
    kind,
    file: 'sriovnetwork.openshift.io.ts',
    type: `${kind}Spec`,
    construct,
    leftOut: {},
  })),
  ...[
    ['Network', /new NodusNetwork\(/] as const,
    ['ProviderNetwork', /new Nodus(Provider|Direct)Network\(/] as const,
  ].map(([kind, construct]) => ({
    kind,
    file: 'k8s.plugin.opnfv.org.ts',
    type: `${kind}Spec`,
    construct,
    leftOut: {
      dns: 'its controllers never read it',
      routes: 'its controllers never read them',
      ipv6Subnets: 'Nodus gives no pod an IPv6 address of them',
    },
  })),
];

const ROOT = join(__dirname, '../../..');

/** Paths of all fields of a type; `*` stands for items of a list. */
function fieldsOf({ file, type: name }: Kind): Set<string> {
  const path = join(ROOT, 'imports', file);
  const program = ts.createProgram([path], { strict: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const declaration = program
    .getSourceFile(path)
    ?.statements.filter((one) => ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one))
    .find((one) => one.name.text === name) as ts.InterfaceDeclaration | ts.TypeAliasDeclaration;
  const fields = new Set<string>();
  const visit = (given: ts.Type, path: readonly string[]): void => {
    const type = checker.getNonNullableType(given);
    const parts = type.isUnion() ? type.types : [type];
    const list = parts.find((part) => checker.isArrayType(part));
    if (list) return visit(checker.getTypeArguments(list as ts.TypeReference)[0] as ts.Type, [...path, '*']);
    const objects = parts.filter(({ flags }) => flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection));
    const members = objects.flatMap((part) => checker.getPropertiesOfType(part));
    if (members.length === 0) fields.add(path.join('.'));
    for (const member of members) {
      const memberType = checker.getTypeOfSymbolAtLocation(member, declaration);
      const isNever = checker.getNonNullableType(memberType).flags & ts.TypeFlags.Never;
      if (!isNever) visit(memberType, [...path, member.name]);
    }
  };
  visit(checker.getTypeAtLocation(declaration), []);
  return fields;
}

/** Paths of everything that is said. */
function* pathsIn(data: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (typeof data !== 'object' || data === null) return;
  for (const [key, value] of Object.entries(data)) yield* pathsIn(value, [...path, key]);
}

/** What objects of the corpus say without patches. */
function saidOf({ kind, construct }: Kind): Set<string> {
  const said = new Set<string>();
  const options = { name: 'imported', exact: true, kubevirt: '1.9' };
  for (const object of corpus.flatMap(({ text }) => documentsIn(text)).filter((one) => one.kind === kind)) {
    const { text } = importManifests([{ name: 'object.yaml', text: stringify(object, { version: '1.1' }) }], options);
    if (!construct.test(text)) continue;
    const patched = [...text.matchAll(/JsonPatch\.(?:add|replace)\(\s*'([^']+)'/g)].map(([, path]) => `${path}/`);
    for (const path of pathsIn(object.spec)) {
      const pointer = `/spec/${path.map((key) => key.replaceAll('/', '~1')).join('/')}/`;
      if (patched.some((patch) => pointer.startsWith(patch))) continue;
      said.add(path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.'));
    }
  }
  return said;
}

test.each(KINDS.map((one) => [one.kind, one] as const))('every field of a %s has a property', (_, kind) => {
  const fields = [...fieldsOf(kind)];
  expect(fields.length).toBeGreaterThan(5);
  const said = saidOf(kind);
  const silent = fields.filter((field) => !said.has(field));
  const leftOut = Object.keys(kind.leftOut);
  const isLeftOut = (field: string): boolean => leftOut.some((one) => `${field}.`.startsWith(`${one}.`));
  expect(silent.filter((field) => !isLeftOut(field))).toEqual([]);
  expect(leftOut.filter((one) => !silent.some((field) => `${field}.`.startsWith(`${one}.`)))).toEqual([]);
});
