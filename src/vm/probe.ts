import type { Probe as ProbeSpec } from '../../imports/kubevirt.io';
import type { Input } from '../helm';

export interface ProbeOptions {
  /** Time after the start before the first probe, in seconds. @default 0 */
  readonly initialDelaySeconds?: Input<number>;
  /** Time from probe to probe, in seconds. @default 10 */
  readonly periodSeconds?: Input<number>;
  /** Time that an answer may take, in seconds. @default 1 */
  readonly timeoutSeconds?: Input<number>;
  /** Probes in a row that must pass. @default 1 */
  readonly successThreshold?: number;
  /** Probes in a row that must fail. @default 3 */
  readonly failureThreshold?: Input<number>;
}

export interface NetworkProbeOptions extends ProbeOptions {
  /** Address or name that is asked. @default - address of the VM's pod */
  readonly host?: Input<string>;
}

export interface HttpProbeOptions extends NetworkProbeOptions {
  /** Path of the request. @default '/' */
  readonly path?: Input<string>;
  /** Protocol of the request. @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /** Headers of the request. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How the cluster asks whether a guest works. */
export class GuestProbe {
  /** A GET request, over the pod network. */
  static httpGet(port: Input<number>, options: HttpProbeOptions = {}): GuestProbe {
    const { host, path, scheme, headers, ...timing } = options;
    const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
    return new GuestProbe({ ...timing, httpGet: { port, host, path, scheme, httpHeaders } });
  }

  /** A TCP connection, over the pod network. */
  static tcpSocket(port: Input<number>, options: NetworkProbeOptions = {}): GuestProbe {
    const { host, ...timing } = options;
    return new GuestProbe({ ...timing, tcpSocket: { port, host } });
  }

  /** A command that the guest agent runs in the guest. */
  static exec(command: readonly string[], options: ProbeOptions = {}): GuestProbe {
    return new GuestProbe({ ...options, exec: { command } });
  }

  /** Whether the guest agent answers. */
  static guestAgentPing(options: ProbeOptions = {}): GuestProbe {
    return new GuestProbe({ ...options, guestAgentPing: {} });
  }

  private constructor(
    /** @internal */
    readonly spec: Input<ProbeSpec>,
  ) {}
}
