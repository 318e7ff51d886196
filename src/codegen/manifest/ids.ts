import type { ManifestObject } from './objects';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const MAX_LENGTH = 63;

/** An id for the construct of an object, its name where that is free; taken from now on. */
export function takeId({ name, kind }: ManifestObject, taken: Set<string>): string {
  const own = asLabel(name ?? kind) || kind.toLowerCase();
  return takeFirst(name !== undefined && LABEL.test(name) ? name : own, `${own}-${kind.toLowerCase()}`, taken);
}

/** A name for a chart that nothing beside it has; taken from now on. */
export function takeChartName(name: string, taken: Set<string>): string {
  const own = name.slice(0, MAX_LENGTH).replace(/-+$/, '');
  return takeFirst(own, `${own}-chart`, taken);
}

function takeFirst(first: string, second: string, taken: Set<string>): string {
  const candidates = [first, second];
  for (let number = 2; ; number += 1) {
    const id = candidates.shift() ?? `${second}-${number}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** The text in lower-case letters, digits and dashes. */
export function asLabel(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
