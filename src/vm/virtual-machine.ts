import { ApiObject, type JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import {
  type Disk as DiskDevice,
  type Interface,
  type Network,
  VirtualMachine as VirtualMachineObject,
  type VirtualMachineSpec,
  type Volume,
} from '../../imports/kubevirt.io';
import { HelmChart, HelmValue, type Input, yamlText } from '../helm';
import {
  type AttachedWorkload,
  type Attachment,
  markAttachedWorkload,
  NFN_NETWORK_ANNOTATION,
  nodusAnnotation,
} from '../network';
import { Platform, Requirements } from '../platform';
import { type Amount, type Disk } from '../storage';
import { type CloudInit, INLINE_LIMIT } from './cloud-init';
import type { GuestCpu } from './guest-cpu';
import { type GuestMemoryProps, memorySpec } from './guest-memory';
import { networkData } from './network-data';

/** When a VM runs. */
export type RunStrategy = 'Always' | 'RerunOnFailure' | 'Manual' | 'Halted' | 'Once';

export interface VirtualMachineProps {
  /** CPUs of the guest. @default - one core, shared */
  readonly cpu?: GuestCpu;
  /** Memory of the guest. */
  readonly memory: Amount | GuestMemoryProps;
  /** Disks, the first of which holds the system. */
  readonly disks: readonly Disk[];
  /** Interfaces in the order the guest's PCI bus shows them. @default - none */
  readonly interfaces?: readonly Attachment[];
  /** What the guest does at first boot. @default - nothing; interfaces are not configured either */
  readonly cloudInit?: CloudInit;
  /** @default 'Always' */
  readonly runStrategy?: RunStrategy;
  /** More labels of the VM's pod, for Services and policies to select. @default - release and `app.kubernetes.io/component`, the VM's id */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the VM's pod. @default - those its networks need */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Labels that the node must have. @default - any node that can run the VM */
  readonly nodeSelector?: Input<Readonly<Record<string, string>>>;
  /** What happens to the VM when its node is drained. @default - the cluster's */
  readonly evictionStrategy?: 'None' | 'LiveMigrate' | 'LiveMigrateIfPossible' | 'External';
  /** Time for the guest to shut down, in seconds. @default - KubeVirt's, 30 */
  readonly terminationGracePeriodSeconds?: number;
}

const CLOUD_INIT_VOLUME = 'cloudinit';

/**
 * A virtual machine on KubeVirt. Its interfaces are attachments: from each come the KubeVirt network and interface, the
 * Nodus annotation, the network data of the guest, and EMCO's intents.
 */
export class VirtualMachine extends Construct implements AttachedWorkload {
  readonly workloadKind = 'VirtualMachine';
  /** How the guest is set up at first boot. */
  readonly cloudInit?: CloudInit;
  /** CPUs of the guest. */
  readonly cpu?: GuestCpu;
  private readonly props: VirtualMachineProps;
  private readonly resource: VirtualMachineObject;
  private readonly diskList: Disk[];
  private readonly attachmentList: Attachment[] = [];

  constructor(scope: Construct, id: string, props: VirtualMachineProps) {
    super(scope, id);
    this.props = props;
    this.cloudInit = props.cloudInit;
    this.cpu = props.cpu;
    this.diskList = [...props.disks];
    this.resource = new VirtualMachineObject(this, 'Resource', {
      spec: Lazy.any({ produce: () => this.spec() }) as Input<VirtualMachineSpec>,
    });
    markAttachedWorkload(this);
    for (const attachment of props.interfaces ?? []) this.attachmentList.push(attachment.attachTo(this));
    this.placeCloudInit();
    if (props.cpu?.isDedicated) {
      Requirements.of(this).add({ featureGate: 'CPUManager', reason: `${this.node.path} has dedicated CPUs` });
    }
  }

  /** `metadata.name`, with holes. */
  get name(): string {
    return this.resource.name;
  }

  get workloadName(): string {
    return this.resource.name;
  }

  /** The object that the cluster gets. */
  get object(): ApiObject {
    return this.resource;
  }

  /** Interfaces in their order. */
  get attachments(): readonly Attachment[] {
    return [...this.attachmentList];
  }

  /** Disks in their order. */
  get disks(): readonly Disk[] {
    return [...this.diskList];
  }

  /** Labels by which Services and policies select the VM's pod. */
  get podLabels(): Readonly<Record<string, string>> {
    return { ...this.ownLabels };
  }

  /** Adds an interface after those that are there. */
  addInterface(attachment: Attachment): void {
    this.attachmentList.push(attachment.attachTo(this));
    this.placeCloudInit();
  }

  /** Adds a disk after those that are there. */
  addDisk(disk: Disk): void {
    this.diskList.push(disk);
  }

  /** Changes the object that the cluster gets, for what the props cannot say. */
  addJsonPatch(...patches: JsonPatch[]): void {
    this.resource.addJsonPatch(...patches);
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
  get cloudInitTexts(): { readonly userData: string; readonly networkData?: string } | undefined {
    if (!this.cloudInit) return undefined;
    const chart = HelmChart.of(this);
    const network = this.networkDataText();
    return {
      userData: chart.evaluate(String(this.cloudInit.userDataText())),
      ...(network === undefined ? {} : { networkData: chart.evaluate(String(network)) }),
    };
  }

  private get ownLabels(): Record<string, string> {
    return { 'app.kubernetes.io/component': this.node.id, ...this.props.labels };
  }

  private get secret(): ApiObject | undefined {
    return this.node.tryFindChild('cloud-init') as ApiObject | undefined;
  }

  /** What KubeVirt would not take inline goes into a Secret of the chart, in whole. */
  private placeCloudInit(): void {
    const texts = this.cloudInitTexts;
    if (!this.cloudInit || !texts) return;
    const isLong = Object.values(texts).some((text) => Buffer.byteLength(text) > INLINE_LIMIT);
    this.node.tryRemoveChild('cloud-init');
    if (!isLong || !this.cloudInit.maySpill) return;
    new ApiObject(this, 'cloud-init', {
      apiVersion: 'v1',
      kind: 'Secret',
      stringData: { userdata: this.cloudInit.userDataText(), networkdata: this.networkDataText() },
    });
  }

  private networkDataText(): HelmValue<string> | undefined {
    const data = networkData(this);
    return Object.keys(data.ethernets).length === 0 ? undefined : yamlText(data);
  }

  private spec(): Input<VirtualMachineSpec> {
    const nodus = nodusAnnotation(this, Platform.of(this));
    const { nodeSelector, evictionStrategy, terminationGracePeriodSeconds, annotations } = this.props;
    const firmware = HelmValue.derived('uuid', this.node.id);
    return {
      runStrategy: this.props.runStrategy ?? 'Always',
      template: {
        metadata: {
          labels: this.ownLabels,
          annotations: { ...annotations, ...(nodus && { [NFN_NETWORK_ANNOTATION]: nodus }) },
        },
        spec: {
          // Written out because the cluster would otherwise fill in its own, at random or by its version.
          architecture: 'amd64',
          domain: {
            machine: { type: 'q35' },
            firmware: { uuid: firmware, serial: firmware },
            cpu: this.cpu?.toSpec(),
            memory: memorySpec(this.props.memory),
            devices: {
              disks: this.diskDevices(),
              interfaces: this.attachmentList.map((attachment) => this.interfaceOf(attachment)),
            },
          },
          networks: this.attachmentList.map(networkOf),
          volumes: this.volumes(),
          nodeSelector,
          evictionStrategy,
          terminationGracePeriodSeconds,
        },
      },
    };
  }

  private diskName(disk: Disk, index: number): string {
    return disk.options.name ?? (index === 0 ? 'rootdisk' : `disk${index}`);
  }

  private diskDevices(): Input<DiskDevice>[] {
    const devices: Input<DiskDevice>[] = this.diskList.map((disk, index) => {
      const { bus, bootOrder, cache, serial } = disk.options;
      return { name: this.diskName(disk, index), disk: { bus: bus ?? 'virtio' }, bootOrder, cache, serial };
    });
    return this.cloudInit ? [...devices, { name: CLOUD_INIT_VOLUME, disk: { bus: 'virtio' } }] : devices;
  }

  private volumes(): Input<Volume>[] {
    const volumes = this.diskList.map(
      (disk, index) => ({ name: this.diskName(disk, index), ...disk.source }) as Input<Volume>,
    );
    return this.cloudInit ? [...volumes, this.cloudInitVolume(this.cloudInit)] : volumes;
  }

  private cloudInitVolume(cloudInit: CloudInit): Input<Volume> {
    const network = this.networkDataText();
    if (this.secret) {
      const secret = { name: this.secret.name };
      const source =
        network === undefined ? { secretRef: secret } : { secretRef: secret, networkDataSecretRef: secret };
      return { name: CLOUD_INIT_VOLUME, cloudInitNoCloud: source };
    }
    const userData = cloudInit.userDataText();
    return {
      name: CLOUD_INIT_VOLUME,
      cloudInitNoCloud: network === undefined ? { userData } : { userData, networkData: network },
    };
  }

  private interfaceOf(attachment: Attachment): Input<Interface> {
    const { model } = attachment.guest;
    const common = {
      name: attachment.id,
      macAddress: attachment.macOf(this),
      ...(model === undefined ? {} : { model }),
    };
    switch (attachment.binding) {
      case 'masquerade':
        return { ...common, masquerade: {} };
      case 'sriov':
        return { ...common, sriov: {} };
      default:
        return { ...common, bridge: {} };
    }
  }
}

function networkOf(attachment: Attachment): Input<Network> {
  if (attachment.definition === undefined) return { name: attachment.id, pod: {} };
  return { name: attachment.id, multus: { networkName: attachment.definition } };
}
