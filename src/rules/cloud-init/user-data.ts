import type { VirtualMachine } from '../../vm';
import type { Model, Rendering } from '../model';

/** The user data of a VM as the guest reads it. */
export interface UserData {
  readonly vm: VirtualMachine;
  readonly text: string;
  readonly rendering: Rendering;
}

/** The user data of every VM in every rendering. */
export function* userDataTexts(model: Model): Generator<UserData> {
  for (const vm of model.vms) {
    if (!vm.cloudInit) continue;
    const text = String(vm.cloudInit.userDataText());
    for (const rendering of model.renderingsOf(vm)) yield { vm, text: rendering.evaluate(text), rendering };
  }
}

/** Whether text is cloud-config, plain or behind a template header. */
export function isCloudConfig(text: string): boolean {
  return /^(## template: ?jinja\s*\n)?#cloud-config\s*(\n|$)/.test(text);
}
