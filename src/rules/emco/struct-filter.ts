import type { KubernetesObject } from '../../helm';
import { at, isMap, listAt } from '../json';

/** What makes EMCO drop an object: it reads each into a small Go structure and passes over those that do not fit. */
export interface Misfit {
  readonly field: string;
  readonly value: unknown;
  readonly remedy: string;
}

/** Everything in an object that EMCO's structure cannot take. */
export function* misfitsOf(object: KubernetesObject): Generator<Misfit> {
  const spec = at(object, 'spec');
  const name = at(object, 'metadata', 'name');
  if (object.kind === 'List') yield { field: 'kind', value: 'List', remedy: 'emit the items as objects of their own' };
  else if (name === undefined || name === null || name === '') {
    const value = at(object, 'metadata', 'generateName') ?? '(none)';
    yield { field: 'metadata.name', value, remedy: 'give metadata.name in place of generateName' };
  }
  if (typeof object.apiVersion !== 'string' || object.apiVersion === '') {
    yield { field: 'apiVersion', value: object.apiVersion ?? '(none)', remedy: 'give the API version' };
  }
  if (spec === undefined || spec === null) return;
  if (!isMap(spec)) yield { field: 'spec', value: spec, remedy: 'write spec as a map' };
  if (typeof at(spec, 'type') === 'object' && at(spec, 'type') !== null) {
    yield {
      field: 'spec.type',
      value: at(spec, 'type'),
      remedy: 'deliver the object outside EMCO’s apps: spec.type must be text for EMCO',
    };
  }
  yield* selectorMisfits(at(spec, 'selector'));
  yield* portMisfits(spec);
}

function* selectorMisfits(selector: unknown): Generator<Misfit> {
  const remedy = 'deliver the object outside EMCO’s apps: spec.selector must be a map for EMCO';
  if (selector === undefined || selector === null) return;
  if (!isMap(selector)) yield { field: 'spec.selector', value: selector, remedy };
  else if (typeof selector.app === 'object' && selector.app !== null) {
    yield { field: 'spec.selector.app', value: selector.app, remedy: 'give the label app a text' };
  }
}

function* portMisfits(spec: unknown): Generator<Misfit> {
  const ports = at(spec, 'ports');
  if (ports === undefined || ports === null) return;
  if (!Array.isArray(ports)) yield { field: 'spec.ports', value: ports, remedy: 'write spec.ports as a list of maps' };
  for (const [index, port] of listAt(spec, 'ports').entries()) {
    if (!isMap(port)) yield { field: `spec.ports[${index}]`, value: port, remedy: 'write each port as a map' };
    for (const key of ['port', 'nodePort']) {
      const value = at(port, key);
      if (value === undefined || value === null || Number.isInteger(value)) continue;
      const remedy = 'give a number, from a value of type port where it is a chart value';
      yield { field: `spec.ports[${index}].${key}`, value: JSON.stringify(value), remedy };
    }
  }
}
