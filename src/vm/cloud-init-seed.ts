import { ApiObject } from 'cdk8s';
import { HelmChart, type HelmValue, type Input } from '../helm';
import type { AttachedWorkload } from '../network';
import { Disk, type VolumeSource } from '../storage';
import { type CloudInit, INLINE_LIMIT } from './cloud-init';
import { environmentVolumes, fixedValues } from './environment';
import { networkDataText } from './network-data';

type Text = HelmValue<string> | string;

/** User data and network data as text. */
export interface CloudInitTexts<T = string> {
  /** Undefined where a Secret outside the chart holds it. @default - none */
  readonly userData?: T;
  /** Undefined where a Secret outside the chart holds it, or the VM has no interface that could be named. @default - none */
  readonly networkData?: T;
}

const SECRET = 'cloud-init';
const CONFIG_MAP = 'environment';
const VOLUME = 'cloudinit';

/** Cloud-init of one VM: its texts, the disks that carry them, and the objects of the chart behind the disks. */
export class CloudInitSeed {
  constructor(
    private readonly vm: AttachedWorkload,
    private readonly cloudInit: CloudInit,
  ) {}

  /** As they are with the chart's default values. */
  get texts(): CloudInitTexts {
    const chart = HelmChart.of(this.vm);
    return this.textsIn((text) => chart.evaluate(text));
  }

  /** As they are where holes are filled in a certain way. */
  textsIn(evaluate: (text: string) => string): CloudInitTexts {
    const { userData, networkData } = this.textsWithHoles;
    return {
      ...(userData === undefined ? {} : { userData: evaluate(String(userData)) }),
      ...(networkData === undefined ? {} : { networkData: evaluate(String(networkData)) }),
    };
  }

  /** Puts what KubeVirt would not take inline into a Secret of the chart, and fixed values into a ConfigMap. */
  placeObjects(): void {
    this.vm.node.tryRemoveChild(SECRET);
    this.vm.node.tryRemoveChild(CONFIG_MAP);
    const { userData, networkData } = this.textsWithHoles;
    const isLong = Object.values(this.texts).some((text: string) => Buffer.byteLength(text) > INLINE_LIMIT);
    if (isLong && this.cloudInit.maySpill) {
      const stringData = { userdata: userData, networkdata: networkData };
      new ApiObject(this.vm, SECRET, { apiVersion: 'v1', kind: 'Secret', stringData });
    }
    const data = fixedValues(this.cloudInit.environment);
    if (Object.keys(data).length > 0) new ApiObject(this.vm, CONFIG_MAP, { apiVersion: 'v1', kind: 'ConfigMap', data });
  }

  /** The disk of cloud-init, and one for each ConfigMap and Secret of the environment. */
  get disks(): Disk[] {
    const { source, environment } = this.cloudInit;
    const seed = { [`cloudInit${source}`]: this.volume() } as object as VolumeSource;
    const environmentDisks = environmentVolumes(environment, this.child(CONFIG_MAP)?.name ?? '').map(
      ({ name, source: behind }) => Disk.fromVolume(behind, { name, serial: name }),
    );
    return [
      Disk.fromVolume(seed, { ...this.cloudInit.disk, name: this.cloudInit.disk.name ?? VOLUME }),
      ...environmentDisks,
    ];
  }

  private get textsWithHoles(): CloudInitTexts<Text> {
    const { wholeUserData, givenNetworkData, source, networkOptions } = this.cloudInit;
    return {
      userData: wholeUserData.secretName === undefined ? wholeUserData.toText() : undefined,
      networkData: givenNetworkData ? givenNetworkData.text : networkDataText(this.vm, source, networkOptions),
    };
  }

  private volume(): object {
    const { userData, networkData } = this.textsWithHoles;
    const secret = this.child(SECRET)?.name;
    return {
      ...inlineOrSecret(userData, 'userData', 'secretRef', this.cloudInit.userData.secretName ?? secret),
      ...inlineOrSecret(
        networkData,
        'networkData',
        'networkDataSecretRef',
        this.cloudInit.givenNetworkData?.secretName ?? (networkData === undefined ? undefined : secret),
      ),
    };
  }

  private child(id: string): ApiObject | undefined {
    return this.vm.node.tryFindChild(id) as ApiObject | undefined;
  }
}

function inlineOrSecret(
  text: Text | undefined,
  inlineKey: string,
  secretKey: string,
  secretName: Input<string> | undefined,
): object {
  if (secretName !== undefined) return { [secretKey]: { name: secretName } };
  return text === undefined ? {} : { [inlineKey]: text };
}
