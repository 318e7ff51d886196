import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { KubeVirt } from '../../imports/kubevirt.io';
import type { Input } from '../helm';
import { Requirements } from '../platform';

export interface KubeVirtConfigurationProps {
  /** Namespace of KubeVirt. @default 'kubevirt' */
  readonly namespace?: string;
  /** Feature gates beyond those that the VMs of the app need. @default - none */
  readonly featureGates?: readonly string[];
}

/** The KubeVirt CR of a cluster, with the feature gates that the VMs of the app need. Stands in a site chart. */
export class KubeVirtConfiguration extends Construct {
  constructor(scope: Construct, id: string, props: KubeVirtConfigurationProps = {}) {
    super(scope, id);
    const featureGates = (): string[] =>
      [...new Set([...(props.featureGates ?? []), ...Requirements.of(this).featureGates])].sort();
    new KubeVirt(this, 'Resource', {
      metadata: { name: 'kubevirt', namespace: props.namespace ?? 'kubevirt' },
      spec: {
        configuration: {
          // VMs are created later than this object may be.
          developerConfiguration: { featureGates: Lazy.any({ produce: featureGates }) as Input<string[]> },
        },
      },
    });
  }
}
