import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { note } from '../findings';
import { attachedWorkloads } from '../network';
import { checkController, type ControllerProps, Controllers } from './controllers';
import {
  type AppChart,
  type AppSet,
  DeploymentIntentGroup,
  type DeploymentIntentGroupProps,
  ownCharts,
} from './deployment-intent-group';
import { checkName } from './names';
import type { Project } from './project';
import { EmcoResource, type EmcoResourceProps } from './resource';

export interface CompositeAppProps extends EmcoResourceProps {
  /** Name in EMCO, which several versions share. @default - the construct's id */
  readonly name?: string;
  /** Version of the composite app. Versions live side by side, each with its own apps and groups. */
  readonly version: string;
  /** Charts that are deployed together, ours and foreign ones; an app is called like its chart. @default - none */
  readonly apps?: readonly AppChart[];
  /**
   * Registrations of EMCO's controllers: each replaces the default of its name, others come beside.
   * @default - rsync, ovnaction where a workload has Nodus interfaces, gac where a group has customizations
   */
  readonly controllers?: readonly ControllerProps[];
}

/** How an app waits for another. */
export interface AppDependencyOptions {
  /** `Deployed`: its objects are applied; `Ready`: they run, which takes the monitor on the clusters. @default 'Deployed' */
  readonly opStatus?: 'Ready' | 'Deployed';
  /** Waited after that, in whole seconds up to 4096. @default - none */
  readonly wait?: Duration;
}

/** One app that waits for another on all its clusters. */
export interface AppDependency {
  readonly app: AppChart;
  readonly on: AppChart;
  readonly opStatus: 'Ready' | 'Deployed';
  /** In seconds. */
  readonly wait: number;
}

/** Charts that are deployed together. */
export class CompositeApp extends EmcoResource implements AppSet {
  /** The composite apps of a project. */
  static allOf(project: IConstruct): CompositeApp[] {
    return project.node.children.filter((child) => child instanceof CompositeApp);
  }

  readonly anchor: string;
  /** Version in EMCO. */
  readonly version: string;
  private readonly charts: AppChart[] = [];
  private readonly waits: AppDependency[] = [];
  private readonly groups: DeploymentIntentGroup[] = [];
  private readonly givenControllers: readonly ControllerProps[];

  constructor(
    readonly project: Project,
    id: string,
    props: CompositeAppProps,
  ) {
    super(project, id, props, props.name);
    this.anchor = `${project.itemAnchor}/composite-apps`;
    this.version = props.version;
    this.givenControllers = [...(props.controllers ?? [])];
    checkName(this, 'version', props.version, 'resource');
    for (const controller of this.givenControllers) checkController(this, controller);
    for (const chart of props.apps ?? []) this.addApp(chart);
  }

  override get itemAnchor(): string {
    return `${this.anchor}/${this.resourceName}/${this.version}`;
  }

  /** Adds a chart as an app. */
  addApp(chart: AppChart): void {
    if (this.charts.some(({ name }) => name === chart.name)) this.noteSameName(chart);
    this.charts.push(chart);
  }

  /** Lets an app wait until another is deployed, or ready, on all its clusters. */
  addDependency(app: AppChart, on: AppChart, options: AppDependencyOptions = {}): void {
    const wait = options.wait?.toSeconds({ integral: false }) ?? 0;
    this.waits.push({ app, on, opStatus: options.opStatus ?? 'Deployed', wait });
    for (const [field, chart] of Object.entries({ app, on })) {
      if (!this.charts.includes(chart))
        this.noteDependency(
          field,
          chart.name,
          'the chart is no app of the composite app',
          'add the chart to the composite app',
        );
    }
    if (app === on) this.noteDependency('on', on.name, 'an app that waits for itself never starts', 'name another app');
    if (!Number.isInteger(wait) || wait > 4096)
      this.noteDependency(
        'wait',
        `${wait} s`,
        'EMCO takes whole seconds from 0 to 4096',
        'give a shorter wait in whole seconds',
      );
  }

  /** Adds a deployment of the apps. */
  addDeploymentIntentGroup(name: string, props: DeploymentIntentGroupProps): DeploymentIntentGroup {
    const group = new DeploymentIntentGroup(this, name, props);
    this.groups.push(group);
    return group;
  }

  /** Charts in the order they were added. */
  get apps(): readonly AppChart[] {
    return [...this.charts];
  }

  /** Who waits for whom. */
  get dependencies(): readonly AppDependency[] {
    return [...this.waits];
  }

  /** Deployments in the order they were added. */
  get deploymentIntentGroups(): readonly DeploymentIntentGroup[] {
    return [...this.groups];
  }

  /** Controllers that must be registered, rsync first. */
  get controllers(): readonly ControllerProps[] {
    const hasNodus = ownCharts(this.charts)
      .flatMap((chart) => attachedWorkloads(chart))
      .some(({ attachments }) => attachments.some(({ kind }) => kind === 'nodus'));
    const isCustomized = this.groups.some(({ customizations }) => customizations.length > 0);
    const all = [
      Controllers.RSYNC,
      ...(hasNodus ? [Controllers.OVNACTION] : []),
      ...(isCustomized ? [Controllers.GAC] : []),
      ...this.givenControllers,
    ];
    return [...new Map(all.map((controller) => [controller.name, controller])).values()];
  }

  private noteSameName(chart: AppChart): void {
    note(this, {
      id: 'VNF512',
      severity: 'error',
      field: 'apps',
      value: chart.name,
      reason: 'an app is called like its chart, and a composite app has one app of a name',
      remedy: 'list the chart once, or rename one of the two',
    });
  }

  private noteDependency(field: string, value: string, reason: string, remedy: string): void {
    note(this, { id: 'VNF505', severity: 'error', field: `dependency.${field}`, value, reason, remedy });
  }
}
