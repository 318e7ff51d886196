import type { AccessCredential as AccessCredentialSpec } from '../../imports/kubevirt.io';
import type { Input } from '../helm';

/** How SSH keys reach the guest: by cloud-init at first boot, or by the guest agent for some users whenever the Secret changes. */
export type SshKeyDelivery =
  | 'noCloud'
  | 'configDrive'
  | {
      /** Users that get the keys. */
      readonly guestAgentUsers: readonly string[];
    };

/** SSH keys or passwords of a guest, by the name of the Secret that holds them. */
export class AccessCredential {
  /** SSH public keys: every entry of the Secret is one. */
  static sshKeys(secretName: Input<string>, delivery: SshKeyDelivery): AccessCredential {
    const source = { secret: { secretName } };
    if (typeof delivery === 'object') {
      const qemuGuestAgent = { users: delivery.guestAgentUsers };
      return new AccessCredential({ sshPublicKey: { source, propagationMethod: { qemuGuestAgent } } });
    }
    const propagationMethod = delivery === 'noCloud' ? { noCloud: {} } : { configDrive: {} };
    return new AccessCredential({ sshPublicKey: { source, propagationMethod } }, delivery);
  }

  /** Passwords, which the guest agent sets: every entry of the Secret is a user and the password. */
  static passwords(secretName: Input<string>): AccessCredential {
    const source = { secret: { secretName } };
    return new AccessCredential({ userPassword: { source, propagationMethod: { qemuGuestAgent: {} } } });
  }

  private constructor(
    /** @internal */
    readonly spec: Input<AccessCredentialSpec>,
    /** The cloud-init source that must be there. @default - none */
    readonly needsCloudInit?: 'noCloud' | 'configDrive',
  ) {}
}
