import { type HelmValue, type Input, yamlText } from '../helm';
import type { CloudConfig } from '../storage';

/** KubeVirt's limit on inline user data and network data, each, in bytes [kubevirt vmi-create-admitter]. */
export const INLINE_LIMIT = 2048;

export interface CloudInitProps {
  /**
   * What the guest does at first boot: cloud-config as an object, or any user data as text that begins with its header
   * (`#cloud-config`, `#!`, …).
   * @default - an empty cloud-config
   */
  readonly userData?: Input<CloudConfig> | string;
  /**
   * Whether data over KubeVirt's 2,048 bytes may go into a Secret of the chart. With `never` longer data is a finding.
   * @default 'when-needed'
   */
  readonly secret?: 'when-needed' | 'never';
}

/** How a guest is set up at first boot. */
export class CloudInit {
  /** cloud-init's NoCloud source: user data, and network data derived from the VM's interfaces. */
  static noCloud(props: CloudInitProps = {}): CloudInit {
    return new CloudInit(props);
  }

  private constructor(private readonly props: CloudInitProps) {}

  /** User data as the author gave it. */
  get userData(): CloudInitProps['userData'] {
    return this.props.userData;
  }

  /** Whether long data may go into a Secret. */
  get maySpill(): boolean {
    return this.props.secret !== 'never';
  }

  /** User data as text, with holes. */
  userDataText(): HelmValue<string> | string {
    const { userData } = this.props;
    if (typeof userData === 'string') return userData;
    if (userData === undefined) return '#cloud-config\n';
    return yamlText(userData, { header: '#cloud-config' });
  }
}
