import type { Input } from '../helm';
import type { GuestProps } from './guest-props';

/** What holds for guests made from one description. None has an identity of its own here, so that MACs and UUIDs are the cluster's. */
export interface ReplicatedGuestProps extends Omit<GuestProps, 'identity'> {
  /** How many. @default 1 */
  readonly replicas?: Input<number>;
  /** Whether changes wait. @default false */
  readonly paused?: boolean;
}
