import { ApiObject, Lazy } from 'cdk8s';
import type { Capability, Workload } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { type HelmValue, jsonText } from '../helm';
import { Platform } from '../platform';
import { type AttachedWorkload, markAttachedWorkload } from './attached-workload';
import type { Attachment } from './attachment';
import {
  DEFAULT_NETWORK_ANNOTATION,
  NETWORKS_ANNOTATION,
  NFN_NETWORK_ANNOTATION,
  NODUS_NAMESPACE,
  nodusAnnotation,
  OVN_NETWORK_OBJECT,
} from './nodus-annotation';
import { podInterfaceName } from './pod-interface-name';

export interface PodAttachmentsProps {
  /** Interfaces beyond the pod network, in their order. */
  readonly interfaces: readonly Attachment[];
  /**
   * Image with the `ip` command, for the init container that sets the routes of the attachments.
   * @default 'busybox:1.36'
   */
  readonly routeImage?: string;
}

/**
 * The interfaces of a workload's pods on networks beyond the pod network. This is the one place that touches
 * cdk8s-plus-27's workloads: it annotates their pods and gives them an init container where attachments have routes.
 */
export class PodAttachments extends Construct implements AttachedWorkload {
  readonly workloadKind: string;
  readonly attachments: readonly Attachment[];
  private readonly workload: ApiObject;

  constructor(scope: Workload, id: string, props: PodAttachmentsProps) {
    super(scope, id);
    this.workload = ApiObject.of(scope);
    this.workloadKind = this.workload.kind;
    this.attachments = props.interfaces.map((attachment) => attachment.attachTo(this));
    markAttachedWorkload(this);
    annotate(scope, NFN_NETWORK_ANNOTATION, () => nodusAnnotation(this, Platform.of(this)));
    annotate(scope, NETWORKS_ANNOTATION, () => this.networks());
    const primary = this.attachments.find(({ isPrimary }) => isPrimary)?.definition;
    if (primary !== undefined) scope.podMetadata.addAnnotation(DEFAULT_NETWORK_ANNOTATION, primary);
    this.setRoutes(scope, props.routeImage ?? 'busybox:1.36');
  }

  /** The object whose pods have the interfaces. */
  get object(): ApiObject {
    return this.workload;
  }

  get workloadName(): string {
    return this.workload.name;
  }

  private networks(): HelmValue<string> {
    const hasNodus = this.attachments.some(({ kind }) => kind === 'nodus');
    const others = this.attachments
      .filter(({ kind, isPrimary }) => (kind === 'sriov' || kind === 'multus') && !isPrimary)
      .map((attachment) => {
        const [name, namespace] = (attachment.definition ?? attachment.id).split('/').reverse();
        return {
          name,
          namespace,
          interface: podInterfaceName(this, attachment, Platform.of(this)),
          mac: attachment.givenMac,
          ips: attachment.guestAddresses.length === 0 ? undefined : attachment.guestAddresses,
          'default-route': defaultRoutesOf(attachment),
        };
      });
    return jsonText([...(hasNodus ? [{ name: OVN_NETWORK_OBJECT, namespace: NODUS_NAMESPACE }] : []), ...others]);
  }

  private setRoutes(workload: Workload, image: string): void {
    const routes = this.attachments.flatMap(
      (attachment) => attachment.guest.routes?.filter(({ to }) => attachment.kind === 'nodus' || !isDefault(to)) ?? [],
    );
    if (routes.length === 0) return;
    const commands = routes.map(
      ({ to, via, metric }) => `ip route replace ${to} via ${via}${metric === undefined ? '' : ` metric ${metric}`}`,
    );
    workload.addInitContainer({
      name: 'routes',
      image,
      command: ['sh', '-ec', commands.join('\n')],
      // Kubernetes takes NET_ADMIN; cdk8s-plus-27 writes CAP_NET_ADMIN, which container runtimes refuse.
      securityContext: {
        user: 0,
        group: 0,
        ensureNonRoot: false,
        capabilities: { add: ['NET_ADMIN' as Capability], drop: ['ALL' as Capability] },
      },
      resources: {},
    });
  }
}

/** Multus sets the default route of a pod itself; Nodus knows only that of its own port on the node. */
function defaultRoutesOf({ guest }: Attachment): string[] | undefined {
  const hops = (guest.routes ?? []).filter(({ to }) => isDefault(to)).map(({ via }) => via);
  return hops.length === 0 ? undefined : hops;
}

function isDefault(destination: string): boolean {
  return destination === '0.0.0.0/0' || destination === '::/0';
}

function annotate(workload: Workload, key: string, produce: () => HelmValue<string> | undefined): void {
  // cdk8s resolves annotations when it writes the object; its types know only finished strings.
  workload.podMetadata.addAnnotation(key, Lazy.any({ produce }) as string);
}
