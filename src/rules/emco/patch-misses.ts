import { at } from '../json';
import type { Rule } from '../rule';
import { patchedObjects } from './kubernetes-intents';
import { patchedObject } from './patched-object';

export const patchMisses: Rule = {
  id: 'VNF538',
  severity: 'error',
  title: 'JSON patch that the object does not fit',
  reason: 'EMCO stops the instantiation of the group at an operation that cannot be done to the rendered object',
  source: 'RFC 6902; EMCO src/genericactioncontroller/internal/action',
  *check(model) {
    for (const { at: construct, rendering, object, operations } of patchedObjects(model)) {
      for (const { operation, reason } of patchedObject(object, operations).misfits) {
        const { field, op, path, from } = operation;
        yield {
          at: construct,
          field,
          value: [op, from, path].filter((part) => part !== undefined).join(' '),
          reason: `${reason}: ${patchMisses.reason}`,
          remedy: `name a place that ${String(object.kind)} ${String(at(object, 'metadata', 'name'))} has`,
          rendering,
        };
      }
    }
  },
};
