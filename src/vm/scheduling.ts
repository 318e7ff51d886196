import type { Input } from '../helm';

/** One condition on labels. */
export type LabelExpression =
  | { readonly key: string; readonly operator: 'In' | 'NotIn'; readonly values: readonly string[] }
  | { readonly key: string; readonly operator: 'Exists' | 'DoesNotExist' };

/** One condition on the labels of nodes. */
export type NodeExpression =
  LabelExpression | { readonly key: string; readonly operator: 'Gt' | 'Lt'; readonly values: readonly [string] };

/** Which pods: all conditions hold. */
export interface PodSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelExpression[];
}

/** Which nodes: all conditions hold. */
export interface NodeTerm {
  readonly matchExpressions?: readonly NodeExpression[];
  /** Conditions on fields of the node, such as `metadata.name`. */
  readonly matchFields?: readonly NodeExpression[];
}

/** Pods, and how far around them: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`. */
export interface PodTerm {
  readonly labelSelector?: PodSelector;
  readonly topologyKey: string;
  /** @default - the VM's own */
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: PodSelector;
}

export interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    /** 1 to 100. */
    readonly weight: number;
    readonly podAffinityTerm: PodTerm;
  }[];
}

/** Near or far from what a VM runs. */
export interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly NodeTerm[] };
    readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
      /** 1 to 100. */
      readonly weight: number;
      readonly preference: NodeTerm;
    }[];
  };
  readonly podAffinity?: PodAffinity;
  readonly podAntiAffinity?: PodAffinity;
}

/** A taint of nodes that a VM bears. */
export type Toleration = {
  /** @default - every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** How long the VM stays on a node that gets the taint, in seconds. @default - for good */
  readonly tolerationSeconds?: number;
} & (
  | { readonly key?: string; readonly operator: 'Exists'; readonly value?: never }
  | { readonly key: string; readonly operator?: 'Equal'; readonly value: string }
);

/** How evenly VMs spread. */
export interface TopologySpread {
  /** Most that two domains may differ by, from 1. */
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway';
  readonly labelSelector?: PodSelector;
  readonly minDomains?: number;
}

/** Where a VM may run. */
export interface GuestScheduling {
  /** Labels that the node must have. @default - any node that can run the VM */
  readonly nodeSelector?: Input<Readonly<Record<string, string>>>;
  /** @default - none */
  readonly affinity?: Input<Affinity>;
  /** @default - none */
  readonly tolerations?: Input<readonly Toleration[]>;
  /** @default - the cluster's */
  readonly topologySpread?: Input<readonly TopologySpread[]>;
  /** @default - the cluster's */
  readonly priorityClassName?: Input<string>;
  /** @default - the cluster's */
  readonly schedulerName?: Input<string>;
  /** What happens to the VM when its node is drained. @default - the cluster's */
  readonly evictionStrategy?: 'None' | 'LiveMigrate' | 'LiveMigrateIfPossible' | 'External';
  /** Service account of the VM's pod. Since KubeVirt 1.9. @default - the namespace's */
  readonly serviceAccountName?: Input<string>;
}
