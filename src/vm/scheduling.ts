import type { Input } from '../helm';

/** One condition on labels. */
export type LabelExpression =
  | {
      /** Key of the label. */
      readonly key: string;
      /** How the label is compared. */
      readonly operator: 'In' | 'NotIn';
      /** Values to compare with, one at least. */
      readonly values: readonly [string, ...string[]];
    }
  | {
      /** Key of the label. */
      readonly key: string;
      /** How the label is compared. */
      readonly operator: 'Exists' | 'DoesNotExist';
    };

/** One condition on the labels of nodes. */
export type NodeExpression =
  | LabelExpression
  | {
      /** Key of the label. */
      readonly key: string;
      /** How the label, a number, is compared. */
      readonly operator: 'Gt' | 'Lt';
      /** The number to compare with. */
      readonly values: readonly [string];
    };

/** One condition on the name of a node. */
export interface NodeFieldExpression {
  /** The one field that Kubernetes selects by. */
  readonly key: 'metadata.name';
  /** Whether it is that node, or any other. */
  readonly operator: 'In' | 'NotIn';
  /** Name of the node. */
  readonly values: readonly [string];
}

/** Which pods: all conditions hold. */
export interface PodSelector {
  /** Labels that the pod must have. @default - none */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on labels. @default - none */
  readonly matchExpressions?: readonly LabelExpression[];
}

/** Which nodes: all conditions hold. */
export interface NodeTerm {
  /** Conditions on labels of the node. @default - none */
  readonly matchExpressions?: readonly NodeExpression[];
  /** Conditions on the name of the node. @default - none */
  readonly matchFields?: readonly NodeFieldExpression[];
}

/** Pods, and how far around them: `kubernetes.io/hostname`, `topology.kubernetes.io/zone`. */
export type PodTerm = {
  /** Label of nodes that says how far around. */
  readonly topologyKey: string;
  /** Namespaces of the pods. @default - the VM's own */
  readonly namespaces?: readonly string[];
  /** Labels of the pods' namespaces. @default - none */
  readonly namespaceSelector?: PodSelector;
} & (
  | {
      /** Which pods. */
      readonly labelSelector: PodSelector;
      /** Labels in which the pods are like the VM's own. Since Kubernetes 1.29. @default - none */
      readonly matchLabelKeys?: readonly string[];
      /** Labels in which the pods are not like the VM's own. Since Kubernetes 1.29. @default - none */
      readonly mismatchLabelKeys?: readonly string[];
    }
  | {
      readonly labelSelector?: never;
      readonly matchLabelKeys?: never;
      readonly mismatchLabelKeys?: never;
    }
);

export interface PodAffinity {
  /** What must hold. @default - nothing */
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodTerm[];
  /** What is better than other nodes, by weight. @default - nothing */
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
    /** 1 to 100. */
    readonly weight: number;
    /** The pods, and how far around them. */
    readonly podAffinityTerm: PodTerm;
  }[];
}

/** Near or far from what a VM runs. */
export interface Affinity {
  /** Which nodes. @default - any */
  readonly nodeAffinity?: {
    /** What must hold. @default - nothing */
    readonly requiredDuringSchedulingIgnoredDuringExecution?: {
      /** Alternatives, one at least, of which one must hold. */
      readonly nodeSelectorTerms: readonly [NodeTerm, ...NodeTerm[]];
    };
    /** What is better than other nodes, by weight. @default - nothing */
    readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly {
      /** 1 to 100. */
      readonly weight: number;
      /** The nodes that are preferred. */
      readonly preference: NodeTerm;
    }[];
  };
  /** Which pods to be near to. @default - none */
  readonly podAffinity?: PodAffinity;
  /** Which pods to be far from. @default - none */
  readonly podAntiAffinity?: PodAffinity;
}

/** A taint of nodes that a VM bears. */
export type Toleration = {
  /** Which effect of the taint. @default - every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** How long the VM stays on a node that gets the taint, in seconds. @default - for good */
  readonly tolerationSeconds?: number;
} & (
  | {
      /** Key of the taint. @default - every key */
      readonly key?: string;
      /** Whether the value counts. */
      readonly operator: 'Exists';
      readonly value?: never;
    }
  | {
      /** Key of the taint. */
      readonly key: string;
      /** Whether the value counts. @default 'Equal' */
      readonly operator?: 'Equal';
      /** Value of the taint. */
      readonly value: string;
    }
);

/** How evenly VMs spread. */
export type TopologySpread = {
  /** Most that two domains may differ by, from 1. */
  readonly maxSkew: number;
  /** Label of nodes whose values are the domains. */
  readonly topologyKey: string;
  /** Whether only nodes count that `nodeSelector` and `affinity` allow. Since Kubernetes 1.26. @default 'Honor' */
  readonly nodeAffinityPolicy?: 'Honor' | 'Ignore';
  /** Whether only nodes count whose taints the VM bears. Since Kubernetes 1.26. @default 'Ignore' */
  readonly nodeTaintsPolicy?: 'Honor' | 'Ignore';
} & (
  | {
      /** Which pods are counted. */
      readonly labelSelector: PodSelector;
      /** Labels in which the counted pods are like the VM's own. Since Kubernetes 1.27. @default - none */
      readonly matchLabelKeys?: readonly string[];
    }
  | {
      readonly labelSelector?: never;
      readonly matchLabelKeys?: never;
    }
) &
  (
    | {
        /** Whether the VM waits, or goes to another node. */
        readonly whenUnsatisfiable: 'DoNotSchedule';
        /** Domains that there must be at least. @default 1 */
        readonly minDomains?: number;
      }
    | {
        /** Whether the VM waits, or goes to another node. */
        readonly whenUnsatisfiable: 'ScheduleAnyway';
        readonly minDomains?: never;
      }
  );

/** Where a VM may run. */
export interface GuestScheduling {
  /** Labels that the node must have. @default - any node that can run the VM */
  readonly nodeSelector?: Input<Readonly<Record<string, string>>>;
  /** What the VM is near to, and far from. @default - none */
  readonly affinity?: Input<Affinity>;
  /** Taints of nodes that the VM bears. @default - none */
  readonly tolerations?: Input<readonly Toleration[]>;
  /** How evenly VMs alike spread. @default - the cluster's */
  readonly topologySpread?: Input<readonly TopologySpread[]>;
  /** Priority class of the VM's pod. @default - the cluster's */
  readonly priorityClassName?: Input<string>;
  /** Scheduler that places the VM. @default - the cluster's */
  readonly schedulerName?: Input<string>;
  /** What happens to the VM when its node is drained. @default - the cluster's */
  readonly evictionStrategy?: 'None' | 'LiveMigrate' | 'LiveMigrateIfPossible' | 'External';
  /** Service account of the VM's pod. Since KubeVirt 1.9. @default - the namespace's */
  readonly serviceAccountName?: Input<string>;
}
