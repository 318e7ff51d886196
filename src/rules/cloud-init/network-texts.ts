import type { IConstruct } from 'constructs';
import type { CloudInitSource, GuestWorkload } from '../../vm';
import { everyAt } from '../json';
import type { Model, Rendering } from '../model';
import { foreignData, textsOf } from './cloud-init-volumes';
import { readYamlText, type YamlText } from './yaml-text';

/** Network data of a VM as the guest reads it. */
export interface NetworkText extends YamlText {
  readonly vm: IConstruct;
  /** The VM where it is one of this package's. */
  readonly guest?: GuestWorkload;
  /** Where its author wrote it. */
  readonly field: string;
  /** MACs of the VM's interfaces, as the guest sees them. */
  readonly macs: readonly string[];
  readonly rendering: Rendering;
  readonly source: CloudInitSource;
  /** Whether the author wrote the text; else it was made from the interfaces. */
  readonly isGiven: boolean;
}

const FIELD = 'cloudInit.networkData';

const read = new WeakMap<Model, readonly NetworkText[]>();

/** The network data of every VM in every rendering, read once for all rules. */
export function networkTexts(model: Model): readonly NetworkText[] {
  const texts = read.get(model) ?? [...allNetworkTexts(model)];
  read.set(model, texts);
  return texts;
}

function* allNetworkTexts(model: Model): Generator<NetworkText> {
  const foreign = foreignData(model).filter(({ what }) => what === 'networkData');
  for (const vm of model.vms) {
    if (!vm.cloudInit) continue;
    const { source, givenNetworkData } = vm.cloudInit;
    for (const rendering of model.renderingsOf(vm)) {
      if (foreign.some((one) => one.vm.guest === vm && one.vm.rendering === rendering)) continue;
      const text = textsOf(vm, rendering)?.networkData;
      if (text === undefined) continue;
      const macs = model
        .nicsOf(vm)
        .flatMap(({ attachment }) => attachment.macOf(vm) ?? [])
        .map((mac) => rendering.evaluate(mac));
      const isGiven = givenNetworkData !== undefined;
      yield { vm, guest: vm, field: FIELD, rendering, source, macs, isGiven, ...readYamlText(text) };
    }
  }
  for (const { vm, field, source, text } of foreign) {
    if (text === undefined) continue;
    const macs = everyAt(vm.spec, 'domain.devices.interfaces.*.macAddress').map(({ value }) =>
      String(value).toLowerCase().replaceAll('-', ':'),
    );
    yield { vm: vm.vm, field, rendering: vm.rendering, source, macs, isGiven: true, ...readYamlText(text) };
  }
}
