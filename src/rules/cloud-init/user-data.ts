import type { IConstruct } from 'constructs';
import type { Model, Rendering } from '../model';
import { foreignData } from './cloud-init-volumes';
import { readYamlText, type YamlText } from './yaml-text';

/** One part of a VM's user data as the guest reads it. */
export interface UserData {
  readonly vm: IConstruct;
  /** Where its author wrote it. */
  readonly field: string;
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
  const foreign = foreignData(model).filter(({ what }) => what === 'userData');
  for (const vm of model.vms) {
    if (!vm.cloudInit) continue;
    for (const part of vm.cloudInit.userData.parts) {
      for (const rendering of model.renderingsOf(vm)) {
        if (foreign.some((one) => one.vm.guest === vm && one.vm.rendering === rendering)) continue;
        yield userData(vm, 'cloudInit.userData', rendering.evaluate(String(part.text)), rendering);
      }
    }
  }
  for (const { vm, field, text } of foreign) {
    if (text !== undefined) yield userData(vm.vm, field, text, vm.rendering);
  }
}

function userData(vm: IConstruct, field: string, text: string, rendering: Rendering): UserData {
  const config = cloudConfigOf(text);
  return { vm, field, text, rendering, ...(config && { config }) };
}

/** What cloud-config text says; undefined for any other format. */
export function cloudConfigOf(text: string): YamlText | undefined {
  return /^#cloud-config\s*(\n|$)/.test(text) ? readYamlText(text) : undefined;
}
