import { ApiObject } from 'cdk8s';
import { note, shown } from '../findings';
import { type AnyChart, HelmChart, type ObjectType, type OverridesOf, type Release, type ValuesData } from '../helm';
import { Controllers } from './controllers';
import { checkedValue, type Customization, type CustomizationProps } from './customization';
import type { LogicalCloud } from './logical-cloud';
import { checkLength, checkLiteral, checkName } from './names';
import type { Placement } from './placement';
import { EmcoResource, type EmcoResourceProps } from './resource';

/** A chart as an app of a composite app, whatever its values are. */
export type AppChart = AnyChart;

/** Those apps that are charts of this program, with constructs in them; of foreign charts nothing but values is known. */
export function ownCharts(apps: readonly AppChart[]): HelmChart<ObjectType>[] {
  return apps.filter((chart) => HelmChart.isHelmChart(chart));
}

/** What a deployment intent group needs to know of its composite app. */
export interface AppSet extends EmcoResource {
  readonly apps: readonly AppChart[];
}

export interface DeploymentIntentGroupProps extends EmcoResourceProps {
  /** Release that the charts are rendered for, EMCO's `version` of the group: a DNS label of at most 53 characters. */
  readonly release: string;
  /** Clusters and namespace that the apps go to. */
  readonly logicalCloud: LogicalCloud;
  /** Where every app goes that is not placed by `place`. */
  readonly placement: Placement;
}

/** Keys of the group intents that the library writes: placement always, networks where workloads have them. */
const RESERVED_INTENTS: readonly string[] = ['genericPlacementIntent', Controllers.OVNACTION.name];

/** One deployment of a composite app: its release, values, clusters and networks. */
export class DeploymentIntentGroup extends EmcoResource {
  readonly anchor: string;
  /** Release and namespace that the charts are rendered for. */
  readonly release: Release;
  /** Clusters and namespace that the apps go to. */
  readonly logicalCloud: LogicalCloud;
  private readonly placement: Placement;
  private readonly placements = new Map<AppChart, Placement>();
  private readonly overrides = new Map<AppChart, ValuesData>();
  private readonly intents = new Map<string, string>();
  private readonly customizationList: Customization[] = [];

  constructor(
    private readonly compositeApp: AppSet,
    id: string,
    props: DeploymentIntentGroupProps,
  ) {
    super(compositeApp, id, props);
    this.anchor = `${compositeApp.itemAnchor}/deployment-intent-groups`;
    this.logicalCloud = props.logicalCloud;
    this.release = { name: props.release, namespace: props.logicalCloud.namespace };
    this.placement = props.placement;
    this.checkPlacement('placement', props.placement);
    if (props.logicalCloud.node.scope !== compositeApp.node.scope) this.noteForeignCloud();
  }

  /** Name of the composite profile that carries this group's values files. */
  get compositeProfile(): string {
    return this.resourceName;
  }

  /** Apps of the composite app. */
  get apps(): readonly AppChart[] {
    return this.compositeApp.apps;
  }

  /**
   * Gives an app other values than its chart's defaults. A second call for the same app adds to the first.
   *
   * @param values literals; what `helm --set` cannot carry travels in the app's profile
   */
  override<C extends AppChart>(chart: C, values: OverridesOf<C>): this {
    this.checkApp('override', chart);
    checkLiteral(this, `override(${chart.name})`, values);
    this.overrides.set(chart, merged(this.overridesOf(chart), values as ValuesData));
    return this;
  }

  /** Places one app elsewhere than the others. */
  place(chart: AppChart, placement: Placement): this {
    this.checkApp('place', chart);
    this.checkPlacement(`place(${chart.name})`, placement);
    this.placements.set(chart, placement);
    return this;
  }

  /**
   * Changes an object of one of the apps on some of its clusters, after the chart is rendered and networks are written: the
   * one way in which clusters of a group can differ, since values are those of the group. EMCO's generic action controller
   * does it.
   *
   * @throws Error for a construct that makes no object
   */
  addCustomization(name: string, props: CustomizationProps): this {
    const { object: construct, patchJson, clusters } = props;
    const object = ApiObject.isApiObject(construct) ? construct : ApiObject.of(construct);
    const field = `customizations[${this.customizationList.length}]`;
    checkName(this, `${field}.name`, name, 'resource');
    const app = HelmChart.of(object);
    this.checkApp(field, app);
    const operations = patchJson.map((operation, index) => {
      const place = `${field}.patchJson[${index}]`;
      checkLength(this, `${place}.path`, operation.path, 128);
      if (!('value' in operation)) return operation;
      return { ...operation, value: checkedValue(operation.value, `${place}.value`, this, app) };
    });
    this.customizationList.push({ name, app, object, patchJson: operations, ...(clusters && { clusters }) });
    this.checkOneIntent();
    return this;
  }

  /** Changes of objects in the order they were added. */
  get customizations(): readonly Customization[] {
    return [...this.customizationList];
  }

  /**
   * Names an intent of another controller, such as `hpa-placement-controller-1`, in the group intents. The intent itself is added with
   * `addResource`, the controller with the composite app's `controllers`.
   */
  addControllerIntent(controller: string, intent: string): this {
    checkName(this, 'controllerIntents', controller, 'resource');
    checkLength(this, `controllerIntents.${controller}`, intent, 128);
    if (this.intents.has(controller) || RESERVED_INTENTS.includes(controller)) this.noteIntentTwice(controller, intent);
    this.intents.set(controller, intent);
    this.checkOneIntent();
    return this;
  }

  /** Intents of other controllers, by the controller's name. */
  get controllerIntents(): ReadonlyMap<string, string> {
    return new Map(this.intents);
  }

  /** Where an app goes. */
  placementOf(chart: AppChart): Placement {
    return this.placements.get(chart) ?? this.placement;
  }

  /** What the author overrides in an app. */
  overridesOf(chart: AppChart): ValuesData {
    return this.overrides.get(chart) ?? {};
  }

  /** All values that an app is rendered with: the chart's defaults under the overrides. */
  valuesOf(chart: AppChart): ValuesData {
    return chart.mergedValues(this.overridesOf(chart));
  }

  private checkApp(field: string, chart: AppChart): void {
    if (this.apps.includes(chart)) return;
    note(this, {
      id: 'VNF506',
      severity: 'error',
      field,
      value: chart.name,
      reason: 'the chart is no app of the composite app, so that EMCO never sees what is said about it',
      remedy: `give it to one of ${this.apps.map(({ name }) => name).join(', ') || 'the apps'}, or add the chart to the composite app`,
    });
  }

  private checkOneIntent(): void {
    const { name } = Controllers.GAC;
    const intent = this.intents.get(name);
    if (intent !== undefined && this.customizationList.length > 0) this.noteIntentTwice(name, intent);
  }

  private noteIntentTwice(controller: string, intent: string): void {
    note(this, {
      id: 'VNF516',
      severity: 'error',
      field: `controllerIntents.${controller}`,
      value: shown(intent),
      reason: 'the group intents have one intent of each controller, and the library or an earlier call names it',
      remedy: 'say it with the constructs of the library, or in the intent that is named already',
    });
  }

  private checkPlacement(field: string, placement: Placement): void {
    const isEmpty = placement.targets.length === 0 || placement.alternatives.some(({ length }) => length === 0);
    if (!isEmpty) return;
    note(this, {
      id: 'VNF509',
      severity: 'error',
      field,
      value: '(none)',
      reason: 'an app without a cluster makes EMCO refuse to instantiate the group',
      remedy: 'name a cluster or a label',
    });
  }

  private noteForeignCloud(): void {
    note(this, {
      id: 'VNF511',
      severity: 'error',
      field: 'logicalCloud',
      value: shown(this.logicalCloud.node.path),
      reason: 'EMCO looks for the logical cloud in the project of the composite app',
      remedy: 'use a logical cloud of the same project',
    });
  }
}

/** Maps merged entry by entry; `null` stays, since it takes a default away. */
function merged(base: ValuesData, over: ValuesData): ValuesData {
  const entries = Object.entries(over).map(([key, value]) => {
    const below = base[key];
    return [key, isMap(below) && isMap(value) ? merged(below, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function isMap(value: unknown): value is ValuesData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
