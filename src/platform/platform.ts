import type { IConstruct } from 'constructs';
import { coerce, gte, type SemVer } from 'semver';

/** What the target clusters run. Versions are release numbers, such as `1.6` or `0.58.0`. */
export interface PlatformProps {
  /** KubeVirt. Decides among others how pod interfaces are called. @default '1.6' */
  readonly kubevirt?: string;
  /** Kubernetes. What a chart's `kubeVersion` is held to. @default - not known */
  readonly kubernetes?: string;
  /**
   * The oldest Helm that installs charts of this app; EMCO brings its own 3.8. Charts made here work with each release from
   * 3.8 on; those of somebody else may call functions of templates that came later.
   * @default - not known
   */
  readonly helm?: string;
  /** Containerized Data Importer. @default '1.62' */
  readonly cdi?: string;
  /**
   * Feature gates that are on in the clusters' KubeVirt CR. Where they are known, a VM that needs another one is a finding;
   * those that a `KubeVirtConfiguration` of the app writes count too.
   * @default - not known
   */
  readonly featureGates?: readonly string[];
  /** Nodus (ovn4nfv-k8s-plugin). @default '6.0' */
  readonly nodus?: string;
  /** SR-IOV network operator. @default - SriovOperatorProps' defaults */
  readonly sriovOperator?: SriovOperatorProps;
}

/** How the SR-IOV network operator is installed. */
export interface SriovOperatorProps {
  /** Release. @default '1.3' */
  readonly version?: string;
  /** The operator's own namespace, the only one whose SriovNetworks it reads up to 1.6. @default 'sriov-network-operator' */
  readonly namespace?: string;
  /** `RESOURCE_PREFIX` of the operator: the first half of the name a VM asks for. @default 'intel.com' */
  readonly resourcePrefix?: string;
  /**
   * Whether the network resources injector runs, which the operator's configuration turns on by `enableInjector`. From
   * KubeVirt 1.9 on nothing else asks for the virtual functions of a VM.
   * @default true
   */
  readonly resourceInjector?: boolean;
  /** Priority of node policies, 0 (highest) to 99. The operator's default of 99 exists only with its webhook. @default 99 */
  readonly priority?: number;
}

/** What of the platform a version decides. */
const SINCE = {
  /** kubevirt#9268: `pod` + hash of the network's name in place of `netN`. */
  hashedPodInterfaceNames: ['kubevirt', '1.0.0'],
} as const satisfies Record<string, readonly ['kubevirt' | 'cdi' | 'nodus', string]>;

/** A property of a platform that came with a version. */
export type Capability = keyof typeof SINCE;

const PLATFORM = Symbol.for('cdk8s-vnf.Platform');

/** The versions and settings of the target clusters; one covers all clusters that a deployment intent group is placed on. */
export class Platform {
  /** What clusters run unless somebody says otherwise: the defaults of {@link PlatformProps}. */
  static readonly DEFAULT = new Platform();

  /** The platform of the closest scope that states one. */
  static of(scope: IConstruct): Platform {
    for (const construct of [...scope.node.scopes].reverse()) {
      const platform = (construct as { [PLATFORM]?: Platform })[PLATFORM];
      if (platform) return platform;
    }
    return Platform.DEFAULT;
  }

  readonly kubevirt: string;
  /** Kubernetes as `major.minor.patch`; undefined where nobody says. */
  readonly kubernetesVersion?: string;
  /** Helm as `major.minor.patch`; undefined where nobody says. */
  readonly helmVersion?: string;
  readonly cdi: string;
  readonly nodus: string;
  /** Feature gates that are on; undefined where nobody says. */
  readonly featureGates?: readonly string[];
  readonly sriovOperator: Required<SriovOperatorProps>;

  /** @throws Error for a version that is none */
  constructor(props: PlatformProps = {}) {
    this.kubevirt = props.kubevirt ?? '1.6';
    this.kubernetesVersion = props.kubernetes && versionOf('kubernetes', props.kubernetes).version;
    this.helmVersion = props.helm && versionOf('helm', props.helm).version;
    this.cdi = props.cdi ?? '1.62';
    this.nodus = props.nodus ?? '6.0';
    this.featureGates = props.featureGates && [...props.featureGates];
    this.sriovOperator = {
      version: props.sriovOperator?.version ?? '1.3',
      namespace: props.sriovOperator?.namespace ?? 'sriov-network-operator',
      resourcePrefix: props.sriovOperator?.resourcePrefix ?? 'intel.com',
      priority: props.sriovOperator?.priority ?? 99,
      resourceInjector: props.sriovOperator?.resourceInjector ?? true,
    };
    for (const [name, version] of Object.entries({ kubevirt: this.kubevirt, cdi: this.cdi, nodus: this.nodus }))
      versionOf(name, version);
  }

  /** States the platform for everything below a construct. */
  applyTo(scope: IConstruct): void {
    Object.defineProperty(scope, PLATFORM, { value: this, configurable: true });
  }

  /** Whether the platform's versions bring a property. */
  has(capability: Capability): boolean {
    return this.isAtLeast(...SINCE[capability]);
  }

  /** Whether the platform runs a release of a component or a later one. */
  isAtLeast(component: 'kubevirt' | 'cdi' | 'nodus', release: string): boolean {
    return gte(versionOf(component, this[component]), release);
  }
}

function versionOf(name: string, version: string): SemVer {
  const parsed = coerce(version);
  if (parsed) return parsed;
  throw new Error(`platform.${name} is ${JSON.stringify(version)}: give a release number such as 1.6 or 0.58.0`);
}
