import { at } from './json';

const TEMPLATES = [
  ['spec', 'template'],
  ['spec', 'jobTemplate', 'spec', 'template'],
  ['spec', 'virtualMachineTemplate', 'spec', 'template'],
];

/** What an object's pods are made from: its pod template, or the pod itself. */
export function podTemplateOf(object: unknown): unknown {
  return TEMPLATES.map((path) => at(object, ...path)).find((template) => template !== undefined) ?? object;
}
