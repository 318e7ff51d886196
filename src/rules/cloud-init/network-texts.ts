import { parseDocument } from 'yaml';
import type { CloudInitSource, GuestWorkload } from '../../vm';
import type { Model, Rendering } from '../model';

/** Network data of a VM as the guest reads it. */
export interface NetworkText {
  readonly vm: GuestWorkload;
  readonly rendering: Rendering;
  readonly source: CloudInitSource;
  /** Whether the author wrote the text; else it was made from the interfaces. */
  readonly isGiven: boolean;
  /** What the guest's YAML 1.1 reader makes of it; undefined where it gives up. */
  readonly document: unknown;
  /** Why it gives up. */
  readonly problem?: string;
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
      yield { vm, rendering, source, isGiven: givenNetworkData !== undefined, ...parsed(text) };
    }
  }
}

function parsed(text: string): Pick<NetworkText, 'document' | 'problem'> {
  const document = parseDocument(text, { version: '1.1' });
  const [error] = document.errors;
  return error
    ? { document: undefined, problem: error.message.split('\n', 1)[0] ?? '' }
    : { document: document.toJS() };
}
