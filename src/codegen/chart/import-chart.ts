import { valid } from 'semver';

import { ArchiveError } from '../../helm';
import { archiveDigest, type ChartContents, readChartContents, readGoYaml } from '../../helm/chart-contents';
import { CodegenError } from '../codegen-error';
import { readDocuments } from '../documents';
import { typeOfDefaults } from './default-types';
import { printChart } from './print-chart';
import { typeOfSchema } from './schema-types';
import {
  BOOLEAN,
  completed,
  EMPTY,
  intersection,
  JSON_VALUE,
  map,
  type Property,
  type Shape,
  union,
  type ValueType,
} from './value-types';

export interface ImportChartOptions {
  /**
   * The module that exports `ForeignChart`.
   * @default 'cdk8s-vnf'
   */
  readonly module?: string;
  /**
   * Whether the file is part of an ES module.
   * @default false
   */
  readonly isEsModule?: boolean;
  /**
   * Whether types come from `values.schema.json` where the chart has one.
   * @default true
   */
  readonly schema?: boolean;
}

/** A packaged chart, with the name that messages give it. */
export interface ChartSource {
  readonly name: string;
  readonly archive: Uint8Array;
}

/** Files to write beside each other. */
export interface ImportedChart {
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/**
 * A handle of a foreign chart: TypeScript with the types of its values, and the archive that it reads. The same chart
 * gives the same bytes.
 *
 * @throws CodegenError naming the source and the place in it
 */
export function importChart({ name: source, archive }: ChartSource, options: ImportChartOptions = {}): ImportedChart {
  const contents = readContents(source, archive);
  const { name, version } = contents;
  refuseUnusable(source, contents);
  const values = rootOf(typeOfChart(source, contents, [], options.schema ?? true), contents);
  const file = `${name}-${version}.tgz`;
  const { module = 'cdk8s-vnf', isEsModule = false } = options;
  const handle = { name, version, archive: file, digest: archiveDigest(archive), values };
  return {
    files: new Map<string, string | Uint8Array>([
      [file, archive],
      [`${name}.ts`, printChart(handle, { module, isEsModule })],
    ]),
  };
}

function readContents(source: string, archive: Uint8Array): ChartContents {
  try {
    return readChartContents(archive);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const remedy = error.message.includes('{{')
      ? 'the text holds {{ templates }}: give a chart whose values.yaml is YAML'
      : 'give a chart that helm package makes';
    throw new CodegenError({ where: source, what: 'no chart', why: error.message, remedy }, { cause: error });
  }
}

/** The name becomes a file's and an identifier's. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

function refuseUnusable(where: string, { name, version, type }: ChartContents): void {
  if (!NAME.test(name) || name.includes('..')) {
    const why = `the name ${JSON.stringify(name)} is not letters, digits, dashes and dots, at most 63`;
    throw new CodegenError({ where, what: 'no chart that can be imported', why, remedy: 'rename the chart' });
  }
  // Chart.yaml may say `v1.2.3`, as Helm allows.
  if (valid(version) === null || version.length > 64) {
    const why = `the version ${JSON.stringify(version)} is no SemVer version of at most 64 characters`;
    throw new CodegenError({ where, what: 'no chart that can be imported', why, remedy: 'package it with --version' });
  }
  if (type === 'library') {
    const why = `${name} is a library, whose templates other charts use; on its own it makes nothing`;
    throw new CodegenError({ where, what: 'no chart to install', why, remedy: 'import a chart that depends on it' });
  }
}

/** What a chart's schema says; where it says nothing, what its defaults show; then the charts inside, below their names. */
function typeOfChart(source: string, chart: ChartContents, path: readonly string[], withSchema: boolean): ValueType {
  const where = [source, ...path].join(' > ');
  const { valuesText: text, schemaText } = chart;
  const document = readGoYaml(text, 'values.yaml');
  const shown = typeOfDefaults({ source: `${where}: values.yaml`, text, document, data: chart.values });
  const schema = `${where}: values.schema.json`;
  const said =
    schemaText === undefined || !withSchema
      ? EMPTY
      : typeOfSchema(schema, readDocuments({ name: schema, text: schemaText.replace(/^\ufeff/, '') })[0], path);
  const own = shapeOf(completed(said, shown));
  // A library makes nothing of values: its templates are rendered with those of the chart around it.
  const inside = chart.inside.filter(({ chart: inner }) => inner.type !== 'library');
  return inside.reduce<Shape>((shape, { key, chart: inner, conditions, tags }) => {
    const below = typeOfChart(source, inner, [...path, key], withSchema);
    const given = shape.properties.get(key)?.type ?? EMPTY;
    const about = `Values of the chart ${inner.name} ${inner.version} inside.`;
    const withInner = withProperty(shape, key, { type: bothOf(given, below), isRequired: false, doc: { text: about } });
    const switches = [...conditions, ...tags.map((tag) => `tags.${tag}`)];
    return switches.reduce((whole, one) => withSwitch(whole, one.split('.')), withInner);
  }, own);
}

/** What the chart around says of a chart inside, and what that one says itself. */
function bothOf(given: ValueType, inner: ValueType): ValueType {
  if (given.kind === 'shape') return completed({ ...given, others: 'unsaid' }, inner);
  return given.kind === 'map' ? inner : completed(given, inner);
}

/** Whatever a schema says, the values of a chart are a map. */
function shapeOf(type: ValueType): Shape {
  const shape = intersection(type, EMPTY);
  if (shape.kind === 'shape') return shape;
  if (shape.kind === 'reference') return shapeOf(shape.to.type ?? EMPTY);
  const variants = shape.kind === 'union' ? shape.members.map(shapeOf) : [];
  return variants.length === 0 ? { ...EMPTY, others: 'allowed' } : variants.reduce(eitherShape);
}

/** Overrides are a part of the values, which fits one variant or another. */
function eitherShape(left: Shape, right: Shape): Shape {
  const properties = new Map(left.properties);
  for (const [name, property] of right.properties) {
    const known = properties.get(name);
    properties.set(name, known ? { ...known, type: union([known.type, property.type]) } : property);
  }
  return { ...left, properties };
}

/** Any chart takes `global`, which the charts inside see too, unless its schema refuses it. */
function rootOf(type: ValueType, { inside }: ChartContents): Shape {
  const shape = shapeOf(type);
  if (shape.properties.has('global') || shape.others === 'refused') return shape;
  const text = inside.length === 0 ? {} : { text: 'Values that the charts inside see too.' };
  return withProperty(shape, 'global', { type: map(JSON_VALUE), isRequired: false, doc: text });
}

/** A boolean that switches a chart inside on, where nobody said what stands there. */
function withSwitch(shape: Shape, [name = '', ...rest]: readonly string[]): Shape {
  const known = shape.properties.get(name);
  if (rest.length === 0) {
    const isOpen = known === undefined && name !== '' && name !== '__proto__';
    return isOpen ? withProperty(shape, name, { type: BOOLEAN, isRequired: false, doc: {} }) : shape;
  }
  if (known && known.type.kind !== 'shape') return shape;
  const inner = withSwitch(known?.type.kind === 'shape' ? known.type : EMPTY, rest);
  return withProperty(shape, name, { isRequired: false, doc: {}, ...known, type: inner });
}

function withProperty(shape: Shape, name: string, property: Property): Shape {
  return { ...shape, properties: new Map([...shape.properties, [name, property]]) };
}
