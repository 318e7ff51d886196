import { importCrds } from '../../../src/codegen/crd/import-crd';
import { compile } from '../compile';
import { crd, INT_OR_STRING, INTEGER, list, object, QUANTITY, STRING, withSpec } from './fixtures';

const bindings = { bridge: { type: 'object' }, masquerade: { type: 'object' } };
const targets = { disk: object({ bus: STRING }), cdrom: object({ bus: STRING }) };

const TEXT = crd({
  group: 'kubevirt.io',
  kind: 'VirtualMachineInstance',
  versions: {
    v1: withSpec(
      {
        cores: INTEGER,
        memory: QUANTITY,
        port: INT_OR_STRING,
        labels: { type: 'object', additionalProperties: STRING },
        level: { type: 'string', enum: ['low', 'high'] },
        open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        domain: object({
          devices: object({
            disks: list(object({ name: STRING, ...targets }, 'name')),
            interfaces: list(object({ name: STRING, model: STRING, ...bindings }, 'name')),
          }),
        }),
        volumes: list(
          object(
            {
              name: STRING,
              emptyDisk: object({ capacity: QUANTITY }, 'capacity'),
              secret: object({ secretName: STRING }),
            },
            'name',
          ),
        ),
      },
      { required: ['cores'] },
    ),
  },
});

const generated = importCrds([{ name: 'crd', text: TEXT }], { module: './input' })[0]?.text ?? '';

/** The messages for specs whose only fault is on their own line. */
function errorsOf(specs: readonly string[]): readonly string[] {
  const use = [
    "import { App, Chart } from 'cdk8s';",
    "import { VirtualMachineInstance as Vmi } from './kubevirt';",
    "import { hole } from './input';",
    "const chart = new Chart(new App(), 'chart');",
    'export const number = hole<number>(), text = hole<string>(), map = hole<Record<string, string>>(), flag = hole<boolean>();',
    ...specs.map((spec) => `new Vmi(chart, 'vmi', { spec: { cores: 1, ${spec} } });`),
  ].join('\n');
  return compile({ 'kubevirt.ts': generated, 'use.ts': use });
}

test('the generated file and all that the schema allows compile', () => {
  expect(
    errorsOf([
      "memory: 2, port: 'http', level: 'low', labels: { a: 'b' }, open: { any: [1, { thing: true }] }",
      "memory: '2Gi', port: 80, labels: { a: text }",
      'memory: text, port: number, labels: map',
      "domain: { devices: { disks: [{ name: 'a' }, { name: 'b', disk: {} }, { name: text, cdrom: { bus: text } }] } }",
      "domain: { devices: { interfaces: [{ name: 'a', bridge: {} }, { name: 'b', masquerade: {}, model: text }] } }",
      "volumes: [{ name: 'a', emptyDisk: { capacity: text } }, { name: 'b', secret: {} }]",
    ]),
  ).toEqual([]);
});

test('what the schema or the webhooks refuse does not compile', () => {
  const refused = [
    'memory: true',
    'memory: flag',
    "level: 'middle'",
    'level: text',
    'labels: { a: 1 }',
    'colour: 1',
    'domain: { devices: { disks: [{ disk: {} }] } }',
    "domain: { devices: { disks: [{ name: 'a', disk: {}, cdrom: {} }] } }",
    "domain: { devices: { interfaces: [{ name: 'a' }] } }",
    "domain: { devices: { interfaces: [{ name: 'a', bridge: {}, masquerade: {} }] } }",
    "domain: { devices: { interfaces: [{ name: 'a', bridge: { depth: 1 } }] } }",
    "domain: { devices: { interfaces: [{ name: 'a', bridge: {}, modle: 'e1000' }] } }",
    "volumes: [{ name: 'a' }]",
    "volumes: [{ name: 'a', emptyDisk: {} }]",
    "volumes: [{ name: 'a', emptyDisk: { capacity: 1 }, secret: {} }]",
  ];
  const lines = new Set(errorsOf(refused).map((error) => Number(/^use\.ts:(\d+)/.exec(error)?.[1]) - 6));
  expect(refused.filter((_, index) => !lines.has(index))).toEqual([]);
});

test('types that a group takes from another are those that it would declare itself', () => {
  const volume = object({ name: STRING, emptyDisk: object({ capacity: QUANTITY }), level: INT_OR_STRING }, 'name');
  const of = (group: string, kind: string): string =>
    crd({ group, kind, versions: { v1: withSpec({ volumes: list(volume) }) } });
  const text = `${of('vm.org', 'Machine')}---\n${of('pool.vm.org', 'Pool')}`;
  const options = { module: './input.js' };
  const files = importCrds([{ name: 'both', text }], options).map((file) => [file.fileName, file.text] as const);
  const [alone] = importCrds([{ name: 'alone', text }], { ...options, groups: ['pool.vm.org'] });
  const use = [
    "import type { PoolProps, Volume } from './pool.vm.org.js';",
    "import type { PoolProps as OwnProps, Volume as Own } from './alone.js';",
    'export const there = (volume: Own): Volume => volume;',
    'export const back = (volume: Volume): Own => volume;',
    'export const props = (given: OwnProps): PoolProps => given;',
  ].join('\n');
  expect(compile({ ...Object.fromEntries(files), 'alone.ts': alone?.text ?? '', 'use.ts': use })).toEqual([]);
});
