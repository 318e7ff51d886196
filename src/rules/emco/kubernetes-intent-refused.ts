import { at } from '../json';
import type { Observation, Rule } from '../rule';
import type { AddedResource } from './added-resources';
import {
  type KubernetesResource,
  kubernetesResources,
  LONGEST,
  operationsOf,
  refusedMembers,
} from './kubernetes-intents';

const BOOLEAN = ['true', 'false'];

export const kubernetesIntentRefused: Rule = {
  id: 'VNF532',
  severity: 'error',
  title: 'Generic Kubernetes intent that EMCO’s API refuses',
  reason: 'EMCO answers 400, emcoctl goes on without the resource, and the object stays as the chart has it',
  source: 'EMCO json-schemas/genericactioncontroller; src/genericactioncontroller/api',
  *check(model) {
    for (const resource of kubernetesResources(model)) {
      yield* resourceMisfits(resource);
      for (const customization of resource.customizations) {
        yield* customizationMisfits(customization, resource.isNew);
        yield* patchMisfits(customization);
      }
    }
  },
};

function* resourceMisfits(resource: KubernetesResource): Generator<Observation> {
  if (resource.resource.file === undefined)
    yield {
      at: resource.at,
      field: `${resource.field}.file`,
      value: '(none)',
      remedy: 'give a file, an empty one for an object that the chart renders: without one emcoctl sends no form',
    };
  yield* text(resource, 'app');
  yield* oneOf(resource, 'newObject', BOOLEAN);
  for (const key of ['apiVersion', 'kind', 'name']) yield* text(resource, `resourceGVK.${key}`);
}

function* customizationMisfits(customization: AddedResource, isNew: boolean): Generator<Observation> {
  const { spec, files } = customization.resource;
  if (files === undefined)
    yield {
      at: customization.at,
      field: `${customization.field}.files`,
      value: '(none)',
      remedy: 'give files, one of them empty where none is needed: without one emcoctl sends no form',
    };
  yield* oneOf(customization, 'clusterSpecific', BOOLEAN);
  yield* oneOf(customization, 'clusterInfo.scope', ['label', 'name']);
  yield* oneOf(customization, 'clusterInfo.mode', ['allow', 'deny']);
  yield* text(customization, 'clusterInfo.clusterProvider');
  if (at(spec, 'clusterSpecific') === 'true')
    yield* text(
      customization,
      `clusterInfo.${at(spec, 'clusterInfo', 'scope') === 'label' ? 'clusterLabel' : 'cluster'}`,
    );
  if (!isNew || at(spec, 'patchType') !== undefined)
    yield* oneOf(customization, 'patchType', isNew ? ['json', 'merge', ''] : ['json', 'merge']);
}

function* patchMisfits(customization: AddedResource): Generator<Observation> {
  for (const operation of operationsOf(customization)) {
    for (const [key, remedy] of refusedMembers(operation)) {
      const value = key === 'value' ? '(none)' : (operation[key] ?? '(none)');
      yield { at: customization.at, field: `${operation.field}.${key}`, value, remedy };
    }
  }
}

function* text(one: AddedResource, path: string): Generator<Observation> {
  const value = at(one.resource.spec, ...path.split('.'));
  if (typeof value === 'string' && value !== '' && [...value].length <= LONGEST) return;
  yield { ...where(one, path, value), remedy: `give text of 1 to ${LONGEST} characters` };
}

function* oneOf(one: AddedResource, path: string, values: readonly string[]): Generator<Observation> {
  const value = at(one.resource.spec, ...path.split('.'));
  if (values.includes(value as string)) return;
  yield { ...where(one, path, value), remedy: `use ${values.map((each) => JSON.stringify(each)).join(' or ')}` };
}

function where({ at, field }: AddedResource, path: string, value: unknown): Omit<Observation, 'remedy'> {
  return { at, field: `${field}.spec.${path}`, value: value === '' ? '(empty)' : (value ?? '(none)') };
}
