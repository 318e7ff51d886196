import { listAt } from '../json';
import type { Model } from '../model';
import { type Rendered, rendered, renderedByDefault, SRIOV_GROUP } from './rendered';

const POLICY = 'SriovNetworkNodePolicy';

/** Node policies in every rendering. */
export function policies(model: Model): readonly Rendered[] {
  return rendered(model, SRIOV_GROUP, POLICY);
}

/** Node policies with the default values. */
export function policiesByDefault(model: Model): Rendered[] {
  return renderedByDefault(model, SRIOV_GROUP, POLICY);
}

/** Texts of a list at a path inside an object. */
export function textsAt(data: unknown, ...path: readonly string[]): string[] {
  return listAt(data, ...path).map(String);
}

/** A physical function as `pfNames` writes it, with its range of virtual functions; undefined where it is malformed. */
export function parsePfName(
  entry: string,
): { readonly name: string; readonly range?: readonly [number, number] } | undefined {
  const match = /^([^#]+)(?:#(\d+)-(\d+))?$/.exec(entry);
  if (!match?.[1]) return undefined;
  const [, name, first, last] = match;
  return first === undefined ? { name } : { name, range: [Number(first), Number(last)] };
}

/** Whether no node has the labels of both selectors: one key with two values. */
export function areApart(a: Rendered, b: Rendered): boolean {
  const [labels, others] = [a, b].map(({ spec }) => spec.nodeSelector as Readonly<Record<string, unknown>> | undefined);
  return Object.entries(labels ?? {}).some(([key, value]) => others?.[key] !== undefined && others[key] !== value);
}
