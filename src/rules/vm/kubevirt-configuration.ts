import { Platform } from '../../platform';
import { at } from '../json';
import type { Model } from '../model';
import type { RenderedVm } from './specs';

/** `spec.configuration` of each KubeVirt CR that the app itself writes. */
export function configurationsOf(model: Model): readonly unknown[] {
  return model
    .objectsOfKind('KubeVirt')
    .map(({ object }) => at(object, 'spec', 'configuration'))
    .filter((configuration) => configuration !== undefined);
}

/** Whether changes of a VM may reach it while it runs: the app's KubeVirt CR says so, or the release's default. */
export function isLiveUpdated({ vm }: RenderedVm, model: Model): boolean {
  const usual = Platform.of(vm).isAtLeast('kubevirt', '1.6.0') ? 'LiveUpdate' : 'Stage';
  const stated = configurationsOf(model).map((configuration) => at(configuration, 'vmRolloutStrategy') ?? usual);
  return stated.length === 0 ? usual === 'LiveUpdate' : stated.includes('LiveUpdate');
}
