import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { note } from '../findings';
import { isInstalledAfter } from './install-order';

/**
 * Objects in the order of the tree, each after the objects it depends on. A dependency is between constructs and holds
 * for every object below them.
 */
export function inDependencyOrder(objects: readonly ApiObject[]): ApiObject[] {
  const dependencies = new Map<ApiObject, readonly IConstruct[]>();
  const ofScope = new Map<IConstruct, readonly IConstruct[]>();
  const dependenciesOf = (scope: IConstruct): readonly IConstruct[] => {
    const above = scope.node.scope && (ofScope.get(scope.node.scope) ?? dependenciesOf(scope.node.scope));
    const own = scope.node.dependencies;
    const all = own.length === 0 ? (above ?? []) : [...(above ?? []), ...own];
    ofScope.set(scope, all);
    return all;
  };
  for (const object of objects) {
    const given = dependenciesOf(object);
    if (given.length > 0) dependencies.set(object, given);
  }
  if (dependencies.size === 0) return [...objects];

  const below = new Map<IConstruct, ApiObject[]>();
  for (const object of objects) {
    for (const scope of object.node.scopes) below.set(scope, [...(below.get(scope) ?? []), object]);
  }
  const ordered: ApiObject[] = [];
  const visited = new Set<ApiObject>();
  const visit = (object: ApiObject): void => {
    if (visited.has(object)) return;
    visited.add(object);
    for (const target of dependencies.get(object) ?? []) {
      for (const first of below.get(target) ?? []) {
        if (first !== object) noteContradiction(object, first);
        visit(first);
      }
    }
    ordered.push(object);
  };
  objects.forEach(visit);
  return ordered;
}

function noteContradiction(object: ApiObject, dependency: ApiObject): void {
  if (!isInstalledAfter(dependency.kind, object.kind)) return;
  note(object, {
    id: 'VNF108',
    severity: 'warning',
    field: 'node.dependencies',
    value: `${object.kind} after ${dependency.kind} ${dependency.node.path}`,
    reason: `Helm installs every ${object.kind} before every ${dependency.kind}, whatever a chart says`,
    remedy:
      'drop the dependency, or let the object wait for the other by itself (readiness, init container, Helm hook)',
  });
}
