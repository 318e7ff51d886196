import { runInNewContext } from 'node:vm';
import type { ChartContents, InnerChart } from './chart-contents';
import type { Json } from './render';
import { type ValueProblem, ValuesChecker } from './values-check';
import { mergeValues, type ValuesData } from './values-data';

/** The schema and its patterns are somebody else's; a pattern may take for ever. */
const MAX_MILLISECONDS = 10_000;

/** A chart's values with those of the charts inside it, as Helm puts them together. */
export function coalesced(chart: ChartContents, given: ValuesData): ValuesData {
  let values = mergeValues(chart.values, given);
  for (const { key, chart: inner } of enabledIn(chart, values)) {
    const below = mapAt(values, key);
    const global = mergeValues(mapAt(below, 'global'), mapAt(values, 'global'));
    values = { ...values, [key]: coalesced(inner, { ...below, global }) };
  }
  return values;
}

/** What the schemas of a chart, and of the charts inside it that are switched on, refuse in coalesced values. */
export function schemaProblems(
  chart: ChartContents,
  values: ValuesData,
  milliseconds = MAX_MILLISECONDS,
): ValueProblem[] {
  const inside = enabledIn(chart, values).flatMap(({ key, chart: inner }) =>
    schemaProblems(inner, mapAt(values, key), milliseconds).map((problem) => ({
      ...problem,
      path: `${key}.${problem.path}`,
    })),
  );
  return [...ownProblems(chart, values, milliseconds), ...inside];
}

/** Templates of a chart, and of the charts inside it that coalesced values switch on, by path. */
export function enabledTemplates(chart: ChartContents, values: ValuesData, folder = ''): [string, Uint8Array][] {
  const own = [...chart.files].filter(([path]) => path.startsWith('templates/'));
  return [
    ...own.map(([path, bytes]): [string, Uint8Array] => [`${folder}${path}`, bytes]),
    ...enabledIn(chart, values).flatMap(({ key, chart: inner }) =>
      enabledTemplates(inner, mapAt(values, key), `${folder}charts/${inner.name}/`),
    ),
  ];
}

function ownProblems({ name, schemaText }: ChartContents, values: ValuesData, timeout: number): ValueProblem[] {
  if (schemaText === undefined) return [];
  try {
    const schema = asDraft7(JSON.parse(schemaText.replace(/^\ufeff/, '')) as Json);
    const check = (): ValueProblem[] => new ValuesChecker(schema).check(values);
    return runInNewContext('check()', { check }, { timeout }) as ValueProblem[];
  } catch (error) {
    const reason = `values.schema.json of ${name} cannot be used: ${(error as Error).message}`;
    return [{ path: '', value: undefined, reason }];
  }
}

/**
 * A schema as EMCO's Helm reads it, which knows drafts 4, 6 and 7: later keywords say nothing to it. What another server
 * holds is left to Helm, since a synth asks nobody.
 */
function asDraft7(schema: Json): Json {
  if (Array.isArray(schema)) return (schema as readonly Json[]).map(asDraft7);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = schema as Readonly<Record<string, Json>>;
  if (typeof members['$ref'] === 'string' && !members['$ref'].startsWith('#')) return {};
  const kept = Object.entries(members).flatMap(([key, value]): (readonly [string, Json])[] => {
    if ((key === '$schema' || key === 'id') && typeof value === 'string') return [];
    // Draft 4 has a flag beside the bound where later ones have the bound itself.
    if ((key === 'exclusiveMinimum' || key === 'exclusiveMaximum') && typeof value === 'boolean')
      return value ? [[key, members[key === 'exclusiveMinimum' ? 'minimum' : 'maximum'] ?? 0]] : [];
    return [[key, asDraft7(value)]];
  });
  return Object.fromEntries(kept);
}

/** The charts inside that Helm does not leave out: conditions before tags, and on where neither says anything. */
function enabledIn(chart: ChartContents, values: ValuesData): readonly InnerChart[] {
  return chart.inside.filter(({ conditions, tags }) => {
    const decided = conditions.map((path) => valueAt(values, path)).find((value) => typeof value === 'boolean');
    if (decided !== undefined) return decided;
    const tagged = tags.map((tag) => mapAt(values, 'tags')[tag]).filter((value) => typeof value === 'boolean');
    return tagged.length === 0 || tagged.includes(true);
  });
}

function valueAt(values: ValuesData, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((value, key) => (isMap(value) ? ownEntry(value, key) : undefined), values);
}

function mapAt(values: ValuesData, key: string): ValuesData {
  const value = ownEntry(values, key);
  return isMap(value) ? value : {};
}

function ownEntry(values: ValuesData, key: string): Json | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function isMap(value: Json | undefined): value is ValuesData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
