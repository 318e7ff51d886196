import { at } from './json';

/** What an object's pods are made from: its pod template, or the pod itself. */
export function podTemplateOf(object: unknown): unknown {
  return at(object, 'spec', 'template') ?? at(object, 'spec', 'jobTemplate', 'spec', 'template') ?? object;
}
