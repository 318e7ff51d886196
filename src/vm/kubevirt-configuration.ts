import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { type Configuration, KubeVirt } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { Requirements } from '../platform';

export interface KubeVirtConfigurationProps {
  /** Namespace of KubeVirt. @default 'kubevirt' */
  readonly namespace?: string;
  /** Feature gates beyond those that the VMs of the app need. @default - none */
  readonly featureGates?: readonly string[];
  /**
   * Everything else of `spec.configuration`, such as `permittedHostDevices` for GPUs and host devices, and `network.binding`
   * for binding plugins. What the VMs of the app use of these and it does not name is a finding.
   * @default - KubeVirt's
   */
  readonly settings?: Input<Omit<Configuration, 'developerConfiguration'>>;
}

/** The KubeVirt CR of a cluster, with the feature gates that the VMs of the app need. Stands in a site chart, once for an app. */
export class KubeVirtConfiguration extends Construct {
  constructor(scope: Construct, id: string, props: KubeVirtConfigurationProps = {}) {
    super(scope, id);
    const featureGates = (): string[] =>
      [...new Set([...(props.featureGates ?? []), ...Requirements.of(this).featureGates])].sort();
    new KubeVirt(this, 'Resource', {
      metadata: { name: 'kubevirt', namespace: props.namespace ?? 'kubevirt' },
      spec: {
        configuration: {
          ...props.settings,
          // VMs are created later than this object may be.
          developerConfiguration: { featureGates: Lazy.any({ produce: featureGates }) as Input<string[]> },
        },
      },
    });
  }
}
