import { Cluster, type ClusterLabel } from './cluster';

/** A cluster, or all clusters with a label. */
export type PlacementTarget = Cluster | ClusterLabel;

/** Which clusters an app goes to. */
export class Placement {
  /** Every one of the clusters; a label stands for all clusters that carry it. */
  static allOf(...targets: PlacementTarget[]): Placement {
    return new Placement(targets, []);
  }

  /** One of the clusters: the first that placement controllers leave. */
  static anyOf(...targets: PlacementTarget[]): Placement {
    return new Placement([], [targets]);
  }

  private constructor(
    /** Clusters that all are used. */
    readonly mandatory: readonly PlacementTarget[],
    /** Groups of clusters; of each group one is used. */
    readonly alternatives: readonly (readonly PlacementTarget[])[],
  ) {}

  /** This placement together with another. */
  and(other: Placement): Placement {
    return new Placement([...this.mandatory, ...other.mandatory], [...this.alternatives, ...other.alternatives]);
  }

  /** Every target that it names, in order. */
  get targets(): readonly PlacementTarget[] {
    return [...this.mandatory, ...this.alternatives.flat()];
  }

  /** Every cluster that it may use, each once. */
  get clusters(): readonly Cluster[] {
    return [...new Set(this.targets.flatMap(clustersOf))];
  }
}

/** The clusters that a target stands for. */
export function clustersOf(target: PlacementTarget): readonly Cluster[] {
  return target instanceof Cluster ? [target] : target.clusters;
}
