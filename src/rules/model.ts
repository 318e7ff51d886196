import { type ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type AppChart, Cluster, CompositeApp, type DeploymentIntentGroup, EmcoResource } from '../emco';
import { ownCharts } from '../emco/deployment-intent-group';
import { HelmChart, type KubernetesObject, type Release, type ValueProblem, type ValuesData } from '../helm';
import { CompiledChart } from '../helm/compiled-chart';
import {
  type AttachedWorkload,
  type Attachment,
  isAttachedWorkload,
  NodusNetwork,
  NodusProviderNetwork,
  OperatorNetwork,
} from '../network';
import { GuestWorkload } from '../vm';
import { type AddedResource, addedResources } from './emco/added-resources';
import { patchedObjects } from './emco/kubernetes-intents';
import { patchedObject } from './emco/patched-object';
import { groupBy } from './group-by';
import { at } from './json';

/** A workload whose object is known, as those of this package are. */
export type Workload = AttachedWorkload & { readonly object?: ApiObject };

/** One interface of one workload. */
export interface Nic {
  readonly workload: Workload;
  readonly attachment: Attachment;
  readonly index: number;
}

/** A property of an interface as its author wrote it. */
export function fieldOf(nic: Nic, property?: string): string {
  return `interfaces[${nic.index}]${property === undefined ? '' : `.${property}`}`;
}

/** One object of a chart, with the construct it comes from. */
export interface RenderedObject {
  readonly construct: ApiObject;
  readonly object: KubernetesObject;
}

/** An object under certain values. */
export interface ObjectInRendering extends RenderedObject {
  readonly rendering: Rendering;
}

/** A chart of the app, a Helm chart or cdk8s' own, collected once and rendered with its defaults. */
export interface ModelChart {
  readonly chart: Chart;
  readonly compiled: CompiledChart;
  readonly objects: readonly RenderedObject[];
}

/** A chart with certain values under a certain release. */
export class Rendering {
  private byConstruct?: ReadonlyMap<ApiObject, readonly RenderedObject[]>;

  constructor(
    readonly chart: Chart,
    readonly objects: readonly RenderedObject[],
    readonly values: ValuesData,
    readonly release: Release,
    /** The deployment intent group whose values and release they are. @default - the chart's defaults */
    readonly group?: DeploymentIntentGroup,
    /** Whose customizations are in it: a cluster, or a resource by hand. @default - as charts are rendered, for all clusters */
    readonly customizedFor?: string,
  ) {}

  /** What an object of the chart became: several inside loops, none under a condition that fails. */
  objectsOf(construct: ApiObject): readonly KubernetesObject[] {
    this.byConstruct ??= groupBy(this.objects, (one) => one.construct);
    return (this.byConstruct.get(construct) ?? []).map(({ object }) => object);
  }

  /** Text with holes as it is here. */
  evaluate(text: string): string {
    return HelmChart.isHelmChart(this.chart) ? this.chart.evaluate(text, this.release, this.values) : text;
  }
}

/** What a chart refuses of a group's overrides. */
export interface RefusedOverrides {
  readonly group: DeploymentIntentGroup;
  readonly chart: AppChart;
  readonly problems: readonly ValueProblem[];
}

/** An app read once: everything that rules look at, indexed. */
export class Model {
  readonly constructs: readonly IConstruct[];
  readonly charts: readonly ModelChart[];
  /** Every chart with its defaults first, then with the values of each deployment intent group. */
  readonly renderings: readonly Rendering[];
  readonly workloads: readonly Workload[];
  readonly vms: readonly GuestWorkload[];
  readonly nodusNetworks: readonly NodusNetwork[];
  readonly providerNetworks: readonly NodusProviderNetwork[];
  readonly operatorNetworks: readonly OperatorNetwork[];
  /** Every interface of every workload. */
  readonly nics: readonly Nic[];
  readonly clusters: readonly Cluster[];
  readonly compositeApps: readonly CompositeApp[];
  readonly groups: readonly DeploymentIntentGroup[];
  /** Resources of EMCO that the library has no construct for. */
  readonly addedResources: readonly AddedResource[];
  readonly refusedOverrides: readonly RefusedOverrides[];
  private readonly emcoApps: ReadonlySet<IConstruct>;
  private readonly nicsByWorkload: ReadonlyMap<IConstruct, readonly Nic[]>;
  private readonly nicsByNetwork: ReadonlyMap<unknown, readonly Nic[]>;
  private readonly nodusNicsByChart: ReadonlyMap<IConstruct, readonly Nic[]>;
  private readonly renderingsByChart: ReadonlyMap<IConstruct, readonly Rendering[]>;
  private readonly objectsByKind: ReadonlyMap<unknown, readonly ObjectInRendering[]>;

  constructor(
    root: IConstruct,
    /** Whether plain `ApiObject`s are held to the rules of VMs and disks; half a millisecond for a VM. */
    private readonly holdsPlainObjects = false,
  ) {
    this.constructs = root.node.findAll();
    this.workloads = this.constructs.filter(isAttachedWorkload);
    this.vms = this.workloads.filter((workload) => workload instanceof GuestWorkload);
    this.nodusNetworks = this.constructs.filter((construct) => construct instanceof NodusNetwork);
    this.providerNetworks = this.nodusNetworks.filter((network) => network instanceof NodusProviderNetwork);
    this.operatorNetworks = this.constructs.filter((construct) => construct instanceof OperatorNetwork);
    this.nicsByWorkload = new Map(
      this.workloads.map((workload) => [
        workload,
        workload.attachments.map((attachment, index) => ({ workload, attachment, index })),
      ]),
    );
    this.nics = [...this.nicsByWorkload.values()].flat();
    this.nicsByNetwork = groupBy(this.nics, ({ attachment }) => attachment.network);
    this.nodusNicsByChart = groupBy(
      this.nics.filter(({ attachment }) => attachment.kind === 'nodus'),
      ({ workload }) => Chart.of(workload),
    );
    const defaults = this.constructs.filter((construct) => Chart.isChart(construct)).map(compile);
    this.charts = defaults.map(({ compiled, rendering }) => ({
      chart: rendering.chart,
      compiled,
      objects: rendering.objects,
    }));
    const resources = this.constructs.filter((construct) => construct instanceof EmcoResource);
    this.clusters = resources.filter((resource) => resource instanceof Cluster);
    this.compositeApps = resources.filter((resource) => resource instanceof CompositeApp);
    this.groups = this.compositeApps.flatMap(({ deploymentIntentGroups }) => deploymentIntentGroups);
    this.addedResources = addedResources(resources, this.groups);
    this.emcoApps = new Set(this.compositeApps.flatMap(({ apps }) => ownCharts(apps)));
    this.refusedOverrides = this.groups.flatMap(refusedBy);
    const compiled = new Map(defaults.map((one) => [one.rendering.chart, one.compiled]));
    this.renderings = [
      ...defaults.map(({ rendering }) => rendering),
      ...this.groups.flatMap((group) => this.renderFor(group, compiled)),
    ];
    this.renderingsByChart = groupBy(this.renderings, ({ chart }) => chart);
    const objects = this.renderings.flatMap((rendering) =>
      rendering.objects.map(({ construct, object }) => ({ rendering, construct, object })),
    );
    this.objectsByKind = groupBy([...objects, ...customized(this)], ({ object }) => object.kind);
  }

  /** A chart that refuses its values is not rendered with them. */
  private renderFor(group: DeploymentIntentGroup, charts: ReadonlyMap<Chart, CompiledChart>): Rendering[] {
    const refused = this.refusedOverrides.filter((one) => one.group === group);
    return ownCharts(group.apps).flatMap((chart) => {
      const compiled = charts.get(chart);
      if (!compiled || refused.some((one) => one.chart === chart)) return [];
      const values = group.valuesOf(chart);
      return [new Rendering(chart, compiled.renderWithOrigin(values, group.release), values, group.release, group)];
    });
  }

  /** The interfaces of a workload, in their order. */
  nicsOf(workload: IConstruct): readonly Nic[] {
    return this.nicsByWorkload.get(workload) ?? [];
  }

  /** The interfaces on a network. */
  nicsOn(network: IConstruct): readonly Nic[] {
    return this.nicsByNetwork.get(network) ?? [];
  }

  /** The Nodus interfaces of a chart's workloads. */
  nodusNicsOf(chart: IConstruct): readonly Nic[] {
    return this.nodusNicsByChart.get(chart) ?? [];
  }

  /** The clusters on which EMCO creates a network. */
  clustersOf(network: NodusNetwork): readonly Cluster[] {
    return this.clusters.filter(({ networks }) => networks.includes(network));
  }

  /** Whether two apps of a group may come to one cluster. */
  shareCluster(group: DeploymentIntentGroup, a: Chart, b: Chart): boolean {
    const [first, second] = [a, b].map((chart) => group.placementOf(chart as AppChart).clusters);
    return first?.some((cluster) => second?.includes(cluster)) ?? false;
  }

  /** Whether a chart is an app of a composite app. */
  isEmcoApp(chart: IConstruct): boolean {
    return this.emcoApps.has(chart);
  }

  /** Every object of a kind, whatever its API group, in every rendering. */
  objectsOfKind(kind: string): readonly ObjectInRendering[] {
    return this.objectsByKind.get(kind) ?? [];
  }

  /** Whether an object is held to the rules of its kind: what the generated construct of the kind made is. */
  holds(construct: IConstruct, generated: object): boolean {
    // cdk8s takes every ApiObject for an instance of every class of ApiObjects [cdk8s lib/api-object.js].
    return this.holdsPlainObjects || Function.prototype[Symbol.hasInstance].call(generated, construct);
  }

  /** The renderings of the chart that a construct belongs to. */
  renderingsOf(construct: IConstruct): readonly Rendering[] {
    return this.renderingsByChart.get(Chart.of(construct)) ?? [];
  }

  /** Every object that a workload becomes, in every rendering. */
  *objectsOf(workload: Workload): Generator<{ readonly rendering: Rendering; readonly object: KubernetesObject }> {
    if (!workload.object) return;
    for (const rendering of this.renderingsOf(workload)) {
      for (const object of rendering.objectsOf(workload.object)) yield { rendering, object };
    }
  }
}

/** What objects are on clusters that change them, in renderings of their own. */
function customized(model: Model): ObjectInRendering[] {
  return [...patchedObjects(model)].map(({ rendering, construct, object, operations, where }) => {
    const changed = { construct, object: patchedObject(object, operations).object };
    const { chart, values, release, group } = rendering;
    const objects = rendering.objects.map((one) => (one.object === object ? changed : one));
    return { ...changed, rendering: new Rendering(chart, objects, values, release, group, where) };
  });
}

function compile(chart: Chart): { readonly compiled: CompiledChart; readonly rendering: Rendering } {
  if (!HelmChart.isHelmChart(chart)) {
    const compiled = new CompiledChart(chart, { name: chart.node.id, version: '0.0.0' }, { hasStandardLabels: false });
    const release = { name: chart.node.id, namespace: chart.namespace ?? 'default' };
    return { compiled, rendering: new Rendering(chart, compiled.renderWithOrigin({}, release), {}, release) };
  }
  const compiled = chart.compile();
  chart.noteValueProblems();
  const { defaultValues: values, defaultRelease: release } = chart;
  return { compiled, rendering: new Rendering(chart, compiled.renderWithOrigin(values, release), values, release) };
}

function refusedBy(group: DeploymentIntentGroup): RefusedOverrides[] {
  return group.apps.flatMap((chart) => {
    const problems = problemsOf(chart, group.overridesOf(chart));
    return problems.length === 0 ? [] : [{ group, chart, problems }];
  });
}

function problemsOf(chart: AppChart, overrides: ValuesData): readonly ValueProblem[] {
  if (!HelmChart.isHelmChart(chart)) return chart.checkValues(overrides);
  if (Object.keys(overrides).length === 0) return [];
  // What the defaults lack is a finding of the chart.
  return chart.checkValues(overrides).filter(({ path }) => at(overrides, ...path.split('.')) !== undefined);
}
