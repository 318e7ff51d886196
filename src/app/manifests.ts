import { type Chart, Names, YamlOutputType } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { HelmChart, type KubernetesObject } from '../helm';
import { YamlWriter } from '../helm/yaml-writer';

/** A chart with its objects, rendered, and the constructs they come from. */
export interface RenderedChart {
  readonly chart: Chart;
  readonly objects: readonly { readonly construct: IConstruct; readonly object: KubernetesObject }[];
}

/** How manifests are laid out. */
export interface ManifestLayout {
  readonly type: YamlOutputType;
  readonly extension: string;
  /** Whether validation plugins are told which construct each object comes from. */
  readonly hasMetadata: boolean;
}

/** Files of rendered objects, laid out as cdk8s' output types say. */
export function manifestFiles(charts: readonly RenderedChart[], layout: ManifestLayout): Map<string, string> {
  const files = new Map<string, string>();
  const ordered = inDependencyOrder(charts);
  const isOrdered =
    ordered.some(({ chart }, index) => chart !== charts[index]?.chart) ||
    ordered.some(({ chart }) => chart.node.dependencies.length > 0);
  ordered.forEach(({ chart, objects }, index) => {
    const name = (isOrdered ? `${String(index).padStart(4, '0')}-` : '') + nameOf(chart);
    for (const { object } of objects) {
      const path = pathOf(layout.type, name, object) + layout.extension;
      files.set(path, (files.get(path) ?? '') + documentOf(object));
    }
  });
  if (layout.hasMetadata) files.set('construct-metadata.json', constructMetadata(charts));
  return files;
}

/** What cdk8s' validation plugins read to name the construct of a manifest. */
function constructMetadata(charts: readonly RenderedChart[]): string {
  const objects = charts.flatMap(({ objects }) => objects);
  const resources = Object.fromEntries(
    objects.map(({ construct, object }) => [metadataName(object), { path: construct.node.path }]),
  );
  return JSON.stringify({ version: '1.0.0', resources });
}

/** One object as a YAML document that begins with `---`, so that files can be put one after the other. */
function documentOf(object: KubernetesObject): string {
  return `---\n${new YamlWriter().document(object).toString()}`;
}

function nameOf(chart: Chart): string {
  return HelmChart.isHelmChart(chart) ? chart.name : Names.toDnsLabel(chart);
}

function metadataName(object: KubernetesObject): string {
  return String((object.metadata as { readonly name?: string } | undefined)?.name ?? '');
}

function pathOf(type: YamlOutputType, chart: string, object: KubernetesObject): string {
  const ofObject = `${String(object.kind)}.${metadataName(object)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
  switch (type) {
    case YamlOutputType.FILE_PER_APP:
      return 'app';
    case YamlOutputType.FILE_PER_CHART:
      return chart;
    case YamlOutputType.FILE_PER_RESOURCE:
      return ofObject;
    default:
      return `${chart}/${ofObject}`;
  }
}

/** Charts in the order of the tree, each after the charts it depends on. */
function inDependencyOrder(charts: readonly RenderedChart[]): RenderedChart[] {
  const byConstruct = new Map<IConstruct, RenderedChart>(charts.map((rendered) => [rendered.chart, rendered]));
  const ordered = new Set<RenderedChart>();
  const visiting = new Set<RenderedChart>();
  const visit = (rendered: RenderedChart): void => {
    if (ordered.has(rendered) || visiting.has(rendered)) return;
    visiting.add(rendered);
    for (const target of rendered.chart.node.dependencies) {
      const chart = target.node.scopes.findLast((scope) => byConstruct.has(scope));
      const dependency = chart && byConstruct.get(chart);
      if (dependency) visit(dependency);
    }
    ordered.add(rendered);
  };
  charts.forEach(visit);
  return [...ordered];
}
