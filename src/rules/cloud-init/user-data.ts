import type { GuestWorkload } from '../../vm';
import type { Model, Rendering } from '../model';
import { readYamlText, type YamlText } from './yaml-text';

/** One part of a VM's user data as the guest reads it. */
export interface UserData {
  readonly vm: GuestWorkload;
  readonly text: string;
  readonly rendering: Rendering;
  /** What cloud-config says, unless the guest computes it from a template. */
  readonly config?: YamlText;
}

const read = new WeakMap<Model, readonly UserData[]>();

/** The parts of the user data of every VM in every rendering, read once for all rules. */
export function userDataTexts(model: Model): readonly UserData[] {
  const texts = read.get(model) ?? [...allUserData(model)];
  read.set(model, texts);
  return texts;
}

function* allUserData(model: Model): Generator<UserData> {
  for (const vm of model.vms) {
    if (!vm.cloudInit) continue;
    for (const part of vm.cloudInit.userData.parts) {
      for (const rendering of model.renderingsOf(vm)) {
        const text = rendering.evaluate(String(part.text));
        const config = cloudConfigOf(text);
        yield { vm, text, rendering, ...(config && { config }) };
      }
    }
  }
}

/** What cloud-config text says; undefined for any other format. */
export function cloudConfigOf(text: string): YamlText | undefined {
  return /^#cloud-config\s*(\n|$)/.test(text) ? readYamlText(text) : undefined;
}
