import { ApiObject, type JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { DataVolumeTemplate as TemplateSpec, VirtualMachineInstanceSpec } from '../../imports/kubevirt.io';
import { type Input, jsonText } from '../helm';
import {
  type AttachedWorkload,
  type Attachment,
  markAttachedWorkload,
  NFN_NETWORK_ANNOTATION,
  nodusAnnotation,
} from '../network';
import { Platform, Requirements } from '../platform';
import type { CloudInit } from './cloud-init';
import { CloudInitSeed, type CloudInitTexts } from './cloud-init-seed';
import { DataVolumeTemplate } from './data-volume-template';
import { featureGatesOf } from './feature-gates';
import type { GuestCpu } from './guest-cpu';
import type { GuestDisk } from './guest-props';
import { type GuestOwner, guestSpec, type GuestSpecProps, nameDisks, type NamedDisk } from './guest-spec';

/** Where KubeVirt reads the hooks of a guest. */
export const HOOKS_ANNOTATION = 'hooks.kubevirt.io/hookSidecars';

/** The object that a workload becomes. */
export interface GuestKind {
  /** API version of the object. */
  readonly apiVersion: string;
  /** Kind of the object. */
  readonly kind: string;
  /** Whether several guests are made from one description. @default false */
  readonly isReplicated?: boolean;
}

/** Labels and annotations of the object itself. */
export interface GuestMetadata {
  /** Labels of the object. @default - none */
  readonly labels?: Record<string, string>;
  /** Annotations of the object. @default - none */
  readonly annotations?: Record<string, string>;
}

/**
 * A guest on KubeVirt, or several alike. Its interfaces are attachments: from each come the KubeVirt network and
 * interface, the Nodus annotation, the network data of the guest, and EMCO's intents.
 */
export abstract class GuestWorkload extends Construct implements AttachedWorkload, GuestOwner {
  readonly workloadKind: string;
  /** Whether several guests are made from this description, so that none has an identity of its own here. */
  readonly isReplicated: boolean;
  readonly isIdentityDerived: boolean;
  /** Whether a preference decides what the author leaves unsaid. */
  readonly hasPreference: boolean;
  /** How the guest is set up at first boot. */
  readonly cloudInit?: CloudInit;
  /** CPUs of the guest. */
  readonly cpu?: GuestCpu;
  /** The object that the cluster gets. */
  readonly object: ApiObject;
  private readonly guestProps: GuestSpecProps;
  private readonly seed?: CloudInitSeed;
  private readonly diskList: GuestDisk[];
  private readonly attachmentList: Attachment[] = [];

  protected constructor(
    scope: Construct,
    id: string,
    props: GuestSpecProps & { readonly preference?: unknown },
    { isReplicated = false, ...gvk }: GuestKind,
  ) {
    super(scope, id);
    this.workloadKind = gvk.kind;
    this.isReplicated = isReplicated;
    this.isIdentityDerived = props.identity?.others !== 'from-cluster';
    this.hasPreference = props.preference !== undefined;
    this.guestProps = props;
    this.cloudInit = props.cloudInit;
    this.seed = props.cloudInit && new CloudInitSeed(this, props.cloudInit);
    this.cpu = props.cpu;
    this.diskList = [...props.disks];
    this.object = new ApiObject(this, 'Resource', {
      ...gvk,
      metadata: this.metadata,
      spec: Lazy.any({ produce: () => this.toSpec() }) as unknown,
    });
    markAttachedWorkload(this);
    for (const attachment of props.interfaces ?? []) this.attachmentList.push(attachment.attachTo(this));
    this.seed?.placeObjects();
    Requirements.of(this).collect(() => featureGatesOf(this, this.guestTemplate));
  }

  /** `metadata.name`, with holes. */
  get name(): string {
    return this.object.name;
  }

  get workloadName(): string {
    return this.object.name;
  }

  /** Interfaces in their order. */
  get attachments(): readonly Attachment[] {
    return [...this.attachmentList];
  }

  /** Disks in their order. */
  get disks(): readonly GuestDisk[] {
    return [...this.diskList];
  }

  /** Disks by name: the author's, then those of cloud-init. */
  get namedDisks(): readonly NamedDisk[] {
    return nameDisks([...this.diskList, ...(this.seed?.disks ?? [])]);
  }

  /** Labels by which Services and policies select the VM's pod. */
  get podLabels(): Readonly<Record<string, string>> {
    return { 'app.kubernetes.io/component': this.node.id, ...this.guestProps.labels };
  }

  /** Adds an interface after those that are there. */
  addInterface(attachment: Attachment): void {
    this.attachmentList.push(attachment.attachTo(this));
    this.seed?.placeObjects();
  }

  /** Adds a disk after those that are there. */
  addDisk(disk: GuestDisk): void {
    this.diskList.push(disk);
  }

  /** Changes the object that the cluster gets, for what the props cannot say. */
  addJsonPatch(...patches: JsonPatch[]): void {
    this.object.addJsonPatch(...patches);
  }

  /** The interface on a network, by the network's id. @throws Error where the VM has none on it */
  findAttachment(networkId: string): Attachment {
    const attachment = this.tryFindAttachment(networkId);
    if (attachment) return attachment;
    throw new Error(
      `${this.node.path} has no interface on ${networkId}: it has ${this.attachmentList.map(({ id }) => id).join(', ') || 'none'}`,
    );
  }

  /** The interface on a network, by the network's id. */
  tryFindAttachment(networkId: string): Attachment | undefined {
    return this.attachmentList.find(({ id }) => id === networkId);
  }

  /** User data and network data as they are with the chart's default values. */
  get cloudInitTexts(): CloudInitTexts | undefined {
    return this.seed?.texts;
  }

  /** User data and network data where holes are filled in a certain way. @internal */
  cloudInitTextsIn(evaluate: (text: string) => string): CloudInitTexts | undefined {
    return this.seed?.textsIn(evaluate);
  }

  /** Name of the DataVolume that belongs to a disk of this workload. */
  dataVolumeName(disk: string): string {
    const named = this.namedDisks.find(({ name }) => name === disk)?.disk;
    const given = named instanceof DataVolumeTemplate ? named.options.dataVolumeName : undefined;
    return given ?? `${this.name}-${disk}`;
  }

  /** `spec` of the object. */
  protected abstract toSpec(): unknown;

  /** `metadata` of the object, but for its name. @default - none of its own */
  protected get metadata(): GuestMetadata {
    return {};
  }

  /** The guest with the labels and annotations of its pod. */
  protected get guestTemplate(): {
    readonly metadata: Required<GuestMetadata>;
    readonly spec: Input<VirtualMachineInstanceSpec>;
  } {
    return {
      metadata: { labels: { ...this.podLabels }, annotations: this.podAnnotations },
      spec: guestSpec(this.guestProps, this),
    };
  }

  private get podAnnotations(): Record<string, string> {
    const { annotations, hookSidecars } = this.guestProps;
    const nodus = nodusAnnotation(this, Platform.of(this));
    return {
      ...annotations,
      ...(hookSidecars && { [HOOKS_ANNOTATION]: String(jsonText(hookSidecars)) }),
      ...(nodus && { [NFN_NETWORK_ANNOTATION]: String(nodus) }),
    };
  }

  /** The same labels and annotations for an object that is the guest itself: interfaces may still be added. */
  protected get lazyTemplateMetadata(): GuestMetadata {
    const keys = [...Object.keys(this.podAnnotations), NFN_NETWORK_ANNOTATION];
    const lazy = (key: string): string => Lazy.any({ produce: () => this.podAnnotations[key] }) as string;
    return {
      labels: { ...this.podLabels },
      annotations: Object.fromEntries(keys.map((key) => [key, lazy(key)])),
    };
  }

  /** DataVolumes that come and go with each guest. */
  protected get dataVolumeTemplates(): Input<TemplateSpec>[] {
    return this.namedDisks.flatMap(({ name, disk }) =>
      disk instanceof DataVolumeTemplate ? [disk.toSpec(this.dataVolumeName(name))] : [],
    );
  }
}
