import type { GuestWorkload } from '../../vm';
import type { Model, Rendering } from '../model';

/** One part of a VM's user data as the guest reads it. */
export interface UserData {
  readonly vm: GuestWorkload;
  readonly text: string;
  readonly rendering: Rendering;
}

/** The parts of the user data of every VM in every rendering. */
export function* userDataTexts(model: Model): Generator<UserData> {
  for (const vm of model.vms) {
    if (!vm.cloudInit) continue;
    for (const { text } of vm.cloudInit.userData.parts) {
      for (const rendering of model.renderingsOf(vm)) yield { vm, text: rendering.evaluate(String(text)), rendering };
    }
  }
}

/** Whether text is cloud-config, plain or behind a template header. */
export function isCloudConfig(text: string): boolean {
  return /^(## template: ?jinja\s*\n)?#cloud-config\s*(\n|$)/.test(text);
}
