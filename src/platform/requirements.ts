import type { IConstruct } from 'constructs';

/** Something a workload needs of the cluster beyond an object of its own. */
export interface Requirement {
  /** A feature gate of the KubeVirt CR. */
  readonly featureGate: string;
  /** Why, for the person who switches it on. */
  readonly reason: string;
  /** Who needs it. */
  readonly of: IConstruct;
}

const REQUIREMENTS = Symbol.for('cdk8s-vnf.Requirements');

/** What the workloads of an app need of its clusters: workloads put in, a site chart reads. */
export class Requirements {
  /** The requirements of the app that a construct belongs to. */
  static of(scope: IConstruct): Requirements {
    const root = scope.node.root as IConstruct & { [REQUIREMENTS]?: Requirements };
    return (root[REQUIREMENTS] ??= new Requirements());
  }

  private readonly sources: (() => readonly Requirement[])[] = [];

  /** Adds what a workload needs. */
  add(requirement: Requirement): void {
    this.collect(() => [requirement]);
  }

  /** Adds what a workload needs as far as it is described when somebody asks. */
  collect(source: () => readonly Requirement[]): void {
    this.sources.push(source);
  }

  /** KubeVirt feature gates, each once, sorted. */
  get featureGates(): string[] {
    return [...new Set(this.all.map(({ featureGate }) => featureGate))].sort();
  }

  /** Everything that is needed as of now. */
  get all(): readonly Requirement[] {
    return this.sources.flatMap((source) => source());
  }
}
