import type { CloudInitSource, GuestWorkload } from '../../vm';
import type { Model, Rendering } from '../model';
import { readYamlText, type YamlText } from './yaml-text';

/** Network data of a VM as the guest reads it. */
export interface NetworkText extends YamlText {
  readonly vm: GuestWorkload;
  readonly rendering: Rendering;
  readonly source: CloudInitSource;
  /** Whether the author wrote the text; else it was made from the interfaces. */
  readonly isGiven: boolean;
}

const read = new WeakMap<Model, readonly NetworkText[]>();

/** The network data of every VM in every rendering, read once for all rules. */
export function networkTexts(model: Model): readonly NetworkText[] {
  const texts = read.get(model) ?? [...allNetworkTexts(model)];
  read.set(model, texts);
  return texts;
}

function* allNetworkTexts(model: Model): Generator<NetworkText> {
  for (const vm of model.vms) {
    if (!vm.cloudInit) continue;
    const { source, givenNetworkData } = vm.cloudInit;
    for (const rendering of model.renderingsOf(vm)) {
      const text = vm.cloudInitTextsIn((one) => rendering.evaluate(one))?.networkData;
      if (text === undefined) continue;
      yield { vm, rendering, source, isGiven: givenNetworkData !== undefined, ...readYamlText(text) };
    }
  }
}
