import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { type HelmValue, jsonText } from '../helm';
import { Platform } from '../platform';
import { type AttachedWorkload, markAttachedWorkload } from './attached-workload';
import type { Attachment } from './attachment';
import {
  NETWORKS_ANNOTATION,
  NFN_NETWORK_ANNOTATION,
  NODUS_NAMESPACE,
  nodusAnnotation,
  OVN_NETWORK_OBJECT,
} from './nodus-annotation';
import { podInterfaceName } from './pod-interface-name';

/** A workload whose pods take annotations: a cdk8s-plus-27 Deployment, StatefulSet, DaemonSet, Job or Pod. */
export interface PodWorkload extends Construct {
  readonly podMetadata: { addAnnotation(key: string, value: string): void };
}

/** The interfaces of a workload's pods on networks beyond the pod network. */
export class PodAttachments extends Construct implements AttachedWorkload {
  readonly workloadKind: string;
  private readonly workload: ApiObject;
  private readonly list: Attachment[] = [];

  constructor(scope: PodWorkload, id: string, attachments: readonly Attachment[]) {
    super(scope, id);
    this.workload = ApiObject.of(scope);
    this.workloadKind = this.workload.kind;
    for (const attachment of attachments) this.addAttachment(attachment);
    markAttachedWorkload(this);
    this.annotate(scope, NFN_NETWORK_ANNOTATION, () => nodusAnnotation(this, Platform.of(this)));
    this.annotate(scope, NETWORKS_ANNOTATION, () => this.networks());
  }

  private annotate(workload: PodWorkload, key: string, produce: () => HelmValue<string> | undefined): void {
    // cdk8s resolves annotations when it writes the object; its types know only finished strings.
    workload.podMetadata.addAnnotation(key, Lazy.any({ produce }) as string);
  }

  /** The object whose pods have the interfaces. */
  get object(): ApiObject {
    return this.workload;
  }

  get workloadName(): string {
    return this.workload.name;
  }

  get attachments(): readonly Attachment[] {
    return [...this.list];
  }

  /** Adds an interface after those that are there. */
  addAttachment(attachment: Attachment): void {
    this.list.push(attachment.attachTo(this));
  }

  private networks(): HelmValue<string> {
    const hasNodus = this.list.some(({ kind }) => kind === 'nodus');
    const others = this.list
      .filter(({ kind }) => kind === 'sriov' || kind === 'multus')
      .map((attachment) => {
        const [name, namespace] = (attachment.definition ?? attachment.id).split('/').reverse();
        return {
          name,
          namespace,
          interface: podInterfaceName(this, attachment, Platform.of(this)),
          mac: attachment.givenMac,
        };
      });
    return jsonText([...(hasNodus ? [{ name: OVN_NETWORK_OBJECT, namespace: NODUS_NAMESPACE }] : []), ...others]);
  }
}
