import type { ApiObject } from 'cdk8s';
import type { FileMap } from './archive';
import { CHANGES_ANNOTATION } from './artifact-hub';
import { changelogText } from './changelog';
import { chartYaml, type ChartMetadata } from './chart-metadata';
import type { CompiledChart, KubernetesObject } from './compiled-chart';
import type { Release } from './expression';
import { type HelperName, HELPERS } from './helpers';
import { imagesIn } from './images';
import { pathInChart } from './object-name';
import type { Json } from './render';
import { dependencyOf, filesOf, type Subchart } from './subchart';
import { schemaOf } from './values-schema';
import type { ValueDescriptor } from './value-type';
import type { ValuesData } from './values-data';
import { valuesTable, valuesYaml } from './values-yaml';
import { escapedJson } from './yaml-scalar';
import { YamlWriter } from './yaml-writer';

const HELMIGNORE = `# What editors, version control and systems leave behind.
.DS_Store
.git/
.gitignore
.idea/
.vscode/
*.bak
*.orig
*.swp
*.tmp
*~
`;

export interface ChartFilesInput {
  readonly metadata: ChartMetadata;
  readonly values: ValueDescriptor;
  /** Values that the chart is rendered with where nobody gives any. */
  readonly examples: ValuesData;
  /** Values of the release that manifests are rendered for: what the images are looked up with. */
  readonly release: Release;
  readonly rendered: ValuesData;
  readonly subcharts: readonly Subchart[];
  readonly crds?: readonly KubernetesObject[];
  readonly notes?: string;
  readonly readme?: string;
}

/** Everything a chart is made of, as text, by path inside the chart's folder. */
export function chartFiles(compiled: CompiledChart, input: ChartFilesInput): FileMap {
  const { name } = compiled.facts;
  const helpers = new Set<HelperName>();
  const files = new Map<string, string>();
  const { subcharts } = input;
  files.set('Chart.yaml', yaml(chartYaml(name, withAnnotations(compiled, input), subcharts.map(dependencyOf))));
  const templates = templatesOf(compiled, helpers);
  files.set('values.yaml', valuesFile(input));
  files.set(
    'values.schema.json',
    `${escapedJson(
      JSON.stringify(
        schemaOf(
          `Values of the ${name} chart`,
          input.values,
          subcharts.map((subchart) => subchart.chart.name),
        ),
        undefined,
        2,
      ),
    )}\n`,
  );
  if (Object.keys(input.examples).length > 0) files.set('ci/example-values.yaml', yaml(input.examples));
  files.set('README.md', input.readme ?? readme(name, input));
  files.set('.helmignore', HELMIGNORE);
  for (const [path, text] of templates) files.set(path, text);
  if (input.notes !== undefined)
    files.set('templates/NOTES.txt', input.notes.endsWith('\n') ? input.notes : `${input.notes}\n`);
  if (helpers.size > 0) files.set('templates/_helpers.tpl', helpersFile(name, helpers));
  for (const crd of input.crds ?? []) files.set(`crds/${crdName(crd)}.yaml`, yaml(crd));
  for (const { chart } of subcharts) {
    for (const [path, text] of filesOf(chart)) files.set(`charts/${chart.name}/${path}`, text);
  }
  return files;
}

/** Artifact Hub shows what changed, and shows and scans the images that a chart names. */
function withAnnotations(compiled: CompiledChart, { metadata, rendered, release }: ChartFilesInput): ChartMetadata {
  const images = imagesIn(compiled.render(rendered, release));
  const changes = metadata.changelog?.entriesOf(metadata.version) ?? [];
  if (images.length === 0 && changes.length === 0) return metadata;
  const text = new YamlWriter().document(images.map((image) => ({ ...image }))).toString();
  const annotations = {
    ...(changes.length > 0 && { [CHANGES_ANNOTATION]: changelogText(changes) }),
    ...(images.length > 0 && { 'artifacthub.io/images': text }),
    ...metadata.annotations,
  };
  return { ...metadata, annotations };
}

function crdName(crd: KubernetesObject): string {
  return String((crd.metadata as { readonly name?: string } | undefined)?.name ?? 'crd');
}

/** The chart's own values, and those that it gives to the charts inside it. */
function valuesFile({ values, subcharts }: ChartFilesInput): string {
  const given = subcharts.filter((subchart) => Object.keys(subchart.values).length > 0);
  const inside = given.map(({ chart, values: over }) => yaml({ [chart.name]: over })).join('');
  const hasOwn = Object.keys(values.properties ?? {}).length > 0;
  return inside === '' || hasOwn ? valuesYaml(values) + inside : inside;
}

function yaml(data: Readonly<Record<string, Json>>): string {
  return new YamlWriter().document(data).toString();
}

function templatesOf(compiled: CompiledChart, helpers: Set<HelperName>): Map<string, string> {
  const names = fileNames(compiled);
  const texts = new Map<string, string>();
  for (const object of compiled.objects)
    texts.set(`templates/${names.get(object.construct)}.yaml`, compiled.template(object, helpers));
  return texts;
}

/** One file an object, called after its kind, and after where it stands where a kind occurs more than once. */
function fileNames(compiled: CompiledChart): Map<ApiObject, string> {
  const byKind = new Map<string, ApiObject[]>();
  for (const { construct } of compiled.objects)
    byKind.set(construct.kind, [...(byKind.get(construct.kind) ?? []), construct]);
  const names = new Map<ApiObject, string>();
  const taken = new Set<string>();
  for (const { construct } of compiled.objects) {
    const kind = construct.kind.toLowerCase();
    const isOnly = byKind.get(construct.kind)?.length === 1;
    const path = pathInChart(construct, construct.chart, compiled.facts.name).map((id) =>
      id.toLowerCase().replace(/[^a-z0-9-]/g, '-'),
    );
    const base = isOnly || path.length === 0 ? kind : `${path.join('-')}-${kind}`;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
    taken.add(name);
    names.set(construct, name);
  }
  return names;
}

/** Named templates that the chart's templates include, and those that these include. */
function helpersFile(chartName: string, included: ReadonlySet<HelperName>): string {
  const texts = new Map<string, string>();
  const needed = new Set(included);
  if (needed.has('macAddress') || needed.has('uuid')) needed.add('fullname');
  for (const helper of [...needed].sort())
    texts.set(helper, `{{/* ${COMMENTS[helper]} */}}\n${HELPERS[helper].define(chartName)}`);
  return [...texts.values()].join('\n');
}

const COMMENTS = {
  fullname: 'The name of what this chart makes: the release, with the chart name unless the release contains it.',
  labels: 'Labels of every object.',
  macAddress: 'A locally administered MAC address that stays the same for a release.',
  uuid: 'A UUID that stays the same for a release in a namespace.',
};

function readme(name: string, input: ChartFilesInput): string {
  const { metadata, values, examples } = input;
  const required = Object.keys(examples).length > 0;
  return `# ${name}

${metadata.description ?? `Helm chart ${name}.`}

## Install

\`\`\`
helm install my-release ${name}-${metadata.version}.tgz${required ? ' --values my-values.yaml' : ''}
\`\`\`

## Values

${valuesTable(values)}`;
}
