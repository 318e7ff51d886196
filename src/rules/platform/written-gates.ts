import { everyAt } from '../json';
import type { Model } from '../model';

/** The gates that the app itself switches on or off, by the KubeVirt objects in it. */
export function writtenGates(
  model: Model,
  list: 'featureGates' | 'disabledFeatureGates' = 'featureGates',
): ReadonlySet<unknown> {
  const gates = model
    .objectsOfKind('KubeVirt')
    .flatMap(({ object }) => everyAt(object, `spec.configuration.developerConfiguration.${list}.*`));
  return new Set(gates.map(({ value }) => value));
}
