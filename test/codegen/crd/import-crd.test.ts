import fc from 'fast-check';

import { importCrds, type ImportCrdOptions } from '../../../src/codegen/crd/import-crd';
import { crd, crdObject, INT_OR_STRING, INTEGER, list, object, QUANTITY, STRING, withSpec } from './fixtures';
import { golden } from '../golden';
import { laidOut } from './layout';

function generate(text: string, options?: ImportCrdOptions): string {
  return importCrds([{ name: 'crds.yaml', text }], options)
    .map((file) => file.text)
    .join('');
}

function generateSpec(properties: unknown, more?: Readonly<Record<string, unknown>>): string {
  return generate(crd({ versions: { v1: withSpec(properties, more) } }));
}

const port = object({ port: INT_OR_STRING, name: STRING }, 'port');

const WIDGET = crd({
  versions: {
    v2: {
      type: 'object',
      description: 'A widget.\nMind */ the end.',
      required: ['spec'],
      properties: {
        apiVersion: STRING,
        kind: STRING,
        metadata: { type: 'object' },
        spec: object(
          {
            'a-name': { ...STRING, description: 'Not an identifier.' },
            count: { ...INTEGER, nullable: true },
            created: { type: 'string', format: 'date-time' },
            enabled: { type: 'boolean' },
            frontend: object({ ports: list({ ...port, description: 'One port.' }) }),
            backend: object({ ports: list(port) }),
            labels: { type: 'object', additionalProperties: STRING },
            limits: { type: 'object', additionalProperties: QUANTITY },
            matrix: list(list(STRING)),
            modes: list({ type: 'string', enum: ['fast', 'slow', "it's"] }),
            policy: { type: 'string', enum: ['Always', 'Never', 'IfNotPresent', 'WhenTheMoonIsFull', 'OnFailure'] },
            level: { type: 'integer', enum: [3, 1, 2, null] },
            marker: { type: 'object' },
            raw: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
            anything: { 'x-kubernetes-preserve-unknown-fields': true },
            partly: { ...object({ known: STRING }), 'x-kubernetes-preserve-unknown-fields': true },
            object: {
              type: 'object',
              'x-kubernetes-embedded-resource': true,
              'x-kubernetes-preserve-unknown-fields': true,
            },
            template: object({
              metadata: { type: 'object' },
              spec: object({ size: QUANTITY }),
              status: { type: 'object' },
            }),
          },
          'count',
        ),
        status: object({ phase: STRING }),
      },
    },
    v1alpha1: withSpec({ count: INTEGER }),
  },
});

const KUBEVIRT = crd({
  group: 'kubevirt.io',
  kind: 'VirtualMachineInstance',
  versions: {
    v1: withSpec({
      domain: object({
        devices: object({
          disks: list(
            object(
              { name: STRING, disk: object({ bus: STRING }), cdrom: object({ bus: STRING, tray: STRING }) },
              'name',
            ),
          ),
          interfaces: list(
            object({ name: STRING, model: STRING, bridge: { type: 'object' }, masquerade: { type: 'object' } }, 'name'),
          ),
        }),
      }),
      networks: list(
        object(
          { name: STRING, pod: object({ cidr: STRING }), multus: object({ networkName: STRING }, 'networkName') },
          'name',
        ),
      ),
      volumes: list(
        object(
          {
            name: STRING,
            emptyDisk: object({ capacity: QUANTITY }, 'capacity'),
            cloudInitNoCloud: object({
              userData: STRING,
              userDataBase64: STRING,
              networkData: STRING,
              networkDataBase64: STRING,
            }),
          },
          'name',
        ),
      ),
    }),
  },
});

describe('golden output', () => {
  test.each<[string, string, ImportCrdOptions]>([
    ['widget', WIDGET, {}],
    ['widget-described', WIDGET, { descriptions: true, storageVersionOnly: true }],
    ['exclusive', KUBEVIRT, { module: '../src/helm/input' }],
  ])('%s', (name, text, options) => {
    const actual = generate(text, options);
    expect(actual).toBe(golden(name, actual));
  });

  test.each(['widget', 'widget-described', 'exclusive'])('%s is laid out as prettier would', async (name) => {
    expect(await laidOut(golden(name))).toBe(golden(name));
  });
});

describe('names', () => {
  test('are those of the last segment, longer on a clash, with a number when that is taken too', () => {
    const item = (name: string) => object({ [name]: STRING });
    const text = generateSpec({
      disk: item('a'),
      cdrom: object({ disk: item('b') }),
      first: object({ cdrom: object({ disk: item('c') }) }),
      second: object({ first: object({ cdrom: object({ disk: item('d') }) }) }),
      third: object({ second: object({ first: object({ cdrom: object({ disk: item('e') }) }) }) }),
    });
    expect(text.match(/(?<=interface )\w*Disk\d*(?= )/g)).toEqual([
      'CdromDisk',
      'Disk',
      'Disk2',
      'Disk3',
      'FirstCdromDisk',
    ]);
  });

  test('are never those of globals or of the imports', () => {
    const text = generateSpec({
      record: object({ a: STRING }),
      input: object({ b: STRING }),
      '9': object({ c: STRING }),
    });
    expect(text).toMatch(/interface WidgetRecord \{/);
    expect(text).toMatch(/interface WidgetInput \{/);
    expect(text).toMatch(/interface Type9 \{/);
  });

  test('leave a construct its kind where they can', () => {
    const files = generate(
      [crd({ kind: 'Input', versions: { v1: withSpec({}) } }), crd({ versions: { v1: {} } })].join('---\n'),
    );
    expect(files).toContain(
      "class InputResource extends ApiObject {\n  static readonly GVK = { apiVersion: 'example.org/v1', kind: 'Input' }",
    );
  });

  test('say what the properties have in common', () => {
    const probe = object({ seconds: INTEGER });
    expect(generateSpec({ livenessProbe: probe, readinessProbe: probe })).toContain('readonly livenessProbe?: Probe;');
  });

  test('thousands of clashes take little time', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [
        `p${i}`,
        object({ same: object({ same: object({ [`f${i}`]: STRING }) }) }),
      ]),
    );
    expect(generateSpec(properties).match(/^export interface/gm)?.length).toBeGreaterThan(9000);
  });
});

describe('a schema that says little', () => {
  test('a status leaves nothing behind', () => {
    const { properties } = withSpec({ name: STRING });
    const status = object({ conditions: list(object({ reason: STRING })) });
    const text = generate(crd({ versions: { v1: { type: 'object', properties: { ...properties, status } } } }));
    expect(text.match(/(?<=^export \w+ )\w+/gm)).toEqual(['WidgetProps', 'Widget', 'WidgetSpec', 'ObjectMeta']);
  });

  test('an empty spec is an empty object', () => {
    expect(generateSpec({})).toContain('readonly spec: Input<EmptyObject>;');
  });

  test('an open resource takes any field', () => {
    const text = generate(crd({ versions: { v1: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } } }));
    expect(text).toContain('  readonly metadata?: Input<ObjectMeta>;\n  readonly [field: string]: unknown;\n}');
    expect(text).toContain('props: WidgetProps = {}');
  });

  test('keywords imply the type that is left out', () => {
    const text = generateSpec({
      a: { properties: { b: STRING } },
      c: { items: STRING },
      d: { additionalProperties: STRING },
      e: {},
    });
    expect(text).toContain(
      'readonly a?: A;\n  readonly c?: readonly string[];\n  readonly d?: Readonly<Record<string, string>>;\n  readonly e?: unknown;',
    );
  });

  test('a property called __proto__ is a property', () => {
    const text = crd({ versions: { v1: withSpec({ safe: STRING }) } }).replace('safe:', '__proto__:');
    expect(generate(text)).toContain('readonly __proto__?: string;');
  });
});

describe('refused, naming the place:', () => {
  const nested = (levels: number): unknown => (levels === 0 ? STRING : object({ a: nested(levels - 1) }));

  test.each<[string, unknown, RegExp]>([
    [
      'a reference',
      { a: { $ref: '#/definitions/A' } },
      /crds\.yaml: Widget spec\.a: \$ref: .*; write the schema out in full/,
    ],
    ['a schema without end', { a: nested(150) }, /crds\.yaml: nested too deeply/],
    ['a schema that is no object', { a: list(true) }, /Widget spec\.a\[\]: no schema/],
    ['an unknown type', { a: { type: 'text' } }, /Widget spec\.a: type "text"/],
    ['several types', { a: { type: ['integer', 'string'] } }, /one at a time/],
    ['properties that are no map', { a: { type: 'object', properties: ['b'] } }, /Widget spec\.a: properties/],
  ])('%s', (_, properties, message) => {
    expect(() => generate(crd({ versions: { v1: withSpec(properties) } }))).toThrow(message);
  });

  test('text without a definition', () => {
    const sources = Array.from({ length: 7 }, (_, i) => ({ name: `${i}.yaml`, text: 'kind: ConfigMap' }));
    expect(() => importCrds(sources)).toThrow(
      '0.yaml, 1.yaml, 2.yaml, 3.yaml, 4.yaml and 2 more: no CustomResourceDefinition',
    );
    expect(() => importCrds([])).toThrow('no source: no CustomResourceDefinition');
  });

  test('two definitions of one kind that differ', () => {
    const sources = ['a', 'b'].map((name) => ({ name, text: crd({ versions: { v1: withSpec({ [name]: STRING }) } }) }));
    const message = 'b: a second definition of Widget.example.org: a defines it otherwise';
    expect(() => importCrds(sources)).toThrow(message);
    expect(() => importCrds([...sources].reverse())).toThrow(message);
  });

  test('a group that no source defines', () => {
    expect(() => generate(WIDGET, { groups: ['example.com'] })).toThrow(
      'example.com: unknown API group: the sources define example.org',
    );
  });
});

test('a definition given twice is read once', () => {
  expect(generate(`${WIDGET}---\n${WIDGET}`)).toBe(generate(WIDGET));
});

test('groups go to files of their own, and can be chosen', () => {
  const sources = [{ name: 'all', text: `${WIDGET}---\n${KUBEVIRT}` }];
  expect(importCrds(sources).map(({ fileName }) => fileName)).toEqual(['example.org.ts', 'kubevirt.io.ts']);
  expect(importCrds(sources, { groups: ['kubevirt.io'] }).map(({ fileName }) => fileName)).toEqual(['kubevirt.io.ts']);
});

describe('a group below another', () => {
  const volume = object({ name: STRING, claim: object({ name: STRING }, 'name') }, 'name');
  const machine = crd({
    group: 'vm.org',
    kind: 'Machine',
    versions: { v1: withSpec({ volumes: list(volume), size: QUANTITY }) },
  });
  const pool = (properties: unknown): string =>
    crd({ group: 'pool.vm.org', kind: 'Pool', versions: { v1: withSpec(properties) } });
  const fileOf = (fileName: string, ...texts: string[]): string | undefined =>
    importCrds([{ name: 'all', text: texts.join('---\n') }]).find((file) => file.fileName === fileName)?.text;

  test('takes its types from there, where they are the same', () => {
    const text = fileOf('pool.vm.org.ts', machine, pool({ volumes: list(volume), size: QUANTITY }));
    expect(text).toContain("import type { ObjectMeta, Quantity, Volume } from './vm.org.js';\n");
    expect(text).toContain('export type { ObjectMeta, Quantity, Volume };\n');
    expect(text).not.toMatch(/interface (Volume|Claim|ObjectMeta)\b/);
  });

  test('declares what is called the same and is not', () => {
    const other = object({ name: STRING, claim: object({ name: INTEGER }, 'name') }, 'name');
    const text = fileOf('pool.vm.org.ts', machine, pool({ volumes: list(other) }));
    expect(text).toContain('export interface Volume {\n');
    expect(text).toContain('export interface Claim {\n  readonly name: number;\n}\n');
    expect(text).toContain("import type { ObjectMeta } from './vm.org.js';\n");
  });

  test('declares everything where the other group is not chosen, or only looks alike', () => {
    const definition = pool({ volumes: list(volume) });
    const [alone] = importCrds([{ name: 'all', text: `${machine}---\n${definition}` }], { groups: ['pool.vm.org'] });
    expect(alone?.text).toBe(fileOf('pool.vm.org.ts', definition));
    expect(alone?.text).not.toContain('.js');
    const alike = crd({ group: 'othervm.org', kind: 'Machine', versions: { v1: withSpec({ volumes: list(volume) }) } });
    expect(fileOf('othervm.org.ts', machine, alike)).toContain('export interface Volume {\n');
  });

  test('takes nothing that a third group in between only hands on', () => {
    const nested = crd({
      group: 'a.pool.vm.org',
      kind: 'Nest',
      versions: { v1: withSpec({ volumes: list(volume), own: object({ x: STRING }) }) },
    });
    const between = pool({ volumes: list(volume), own: object({ x: STRING }) });
    const text = fileOf('a.pool.vm.org.ts', machine, between, nested);
    expect(text).toContain(
      "import type { Own } from './pool.vm.org.js';\nimport type { ObjectMeta, Volume } from './vm.org.js';\n",
    );
  });
});

test('the order of files, documents and properties does not change a byte', () => {
  const shared = object({ z: STRING, a: INTEGER, m: list(object({ q: STRING, b: QUANTITY }, 'q', 'b')) }, 'z', 'a');
  const definitions = ['Alpha', 'Beta', 'Gamma', 'Delta'].flatMap((kind, index) =>
    ['one.org', 'deep.one.org', 'two.org'].map((group) => ({
      group,
      kind,
      properties: { shared, own: object({ [`f${index}`]: STRING }), other: shared },
    })),
  );
  const render = (order: typeof definitions, perFile: number, flip: boolean) => {
    const texts = order.map(({ properties, ...rest }) => {
      const entries = Object.entries(properties);
      return crd({ ...rest, versions: { v1: withSpec(Object.fromEntries(flip ? entries.reverse() : entries)) } });
    });
    const files: string[][] = [];
    texts.forEach((text, index) => (files[Math.floor(index / perFile)] ??= []).push(text));
    return importCrds(files.map((docs, index) => ({ name: `${index}.yaml`, text: docs.join('---\n') })));
  };
  const expected = render(definitions, 1, false);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(definitions, { minLength: definitions.length }),
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      (order, perFile, flip) => expect(render(order, perFile, flip)).toEqual(expected),
    ),
    { numRuns: 30 },
  );
});

test('text of the schema cannot leave its place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
      const schema = withSpec({ [text]: { type: 'string', enum: [text], description: text } });
      const definition = JSON.stringify(crdObject({ versions: { v1: schema } }));
      await expect(laidOut(generate(definition, { descriptions: true }))).resolves.toContain(
        'export class Widget extends ApiObject {',
      );
    }),
    { numRuns: 60 },
  );
});
