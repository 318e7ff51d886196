import type { ChartFacts } from './expression';
import { Builtin } from './fn';
import {
  Entries,
  type Entry,
  isNode,
  type Part,
  type PlainMap,
  type Tree,
  TreeError,
  treeOf,
  withComputed,
} from './tree';

export const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** The labels that Helm's conventions ask for on every object; the `labels` helper prints the same. */
function standardLabels(chart: ChartFacts): Record<string, Tree> {
  return {
    [INSTANCE_LABEL]: treeOf(Builtin.releaseName),
    'app.kubernetes.io/managed-by': 'Helm',
    'app.kubernetes.io/name': chart.name,
    ...(chart.appVersion === undefined ? {} : { 'app.kubernetes.io/version': chart.appVersion }),
    'helm.sh/chart': `${chart.name}-${chart.version}`.replaceAll('+', '_').slice(0, 63).replace(/-$/, ''),
  };
}

/** Adds the standard labels to an object's metadata. Labels that the author gave win over them. */
export function withStandardLabels(tree: Tree, chart: ChartFacts): Tree {
  if (tree === null || typeof tree !== 'object' || isNode(tree) || Array.isArray(tree)) return tree;
  const object = tree as PlainMap;
  const metadata = object.metadata as PlainMap;
  if (isNode(metadata) || (isNode(metadata.labels ?? null) && !(metadata.labels instanceof Entries))) {
    throw new TreeError(
      'metadata',
      'metadata or labels that depend on a condition as a whole',
      'the standard labels could not be put beside them',
      'make each label conditional, or set standardLabels: false',
    );
  }
  const labels = labelsOf(metadata.labels, standardLabels(chart));
  return withComputed({ ...object, metadata: withComputed({ ...metadata, labels }) });
}

function labelsOf(own: Tree | undefined, standard: Record<string, Tree>): Tree {
  const ownParts: readonly Part<Entry>[] = own instanceof Entries ? own.parts : partsOf((own ?? {}) as PlainMap);
  const ownKeys = new Set(ownParts.flatMap(keysIn));
  const missing = partsOf(standard).filter((part) => part.kind === 'one' && !ownKeys.has(part.one.key));
  const isWhole = missing.length === Object.keys(standard).length;
  return new Entries([
    ...(isWhole ? [{ kind: 'include', helper: 'labels', body: missing } as const] : missing),
    ...ownParts,
  ]);
}

function keysIn(part: Part<Entry>): readonly Entry['key'][] {
  if (part.kind === 'one') return [part.one.key];
  return part.kind === 'condition' ? [...part.then, ...part.otherwise].flatMap(keysIn) : part.body.flatMap(keysIn);
}

function partsOf(map: PlainMap): Part<Entry>[] {
  return Object.entries(map).map(([key, value]) => ({ kind: 'one', one: { key, value } }));
}

function isMap(tree: Tree | undefined): tree is PlainMap {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) && !isNode(tree);
}

/** A tree with one part of it changed; as it is where the path leads nowhere. */
function changedAt(tree: Tree, path: readonly string[], change: (part: Tree) => Tree): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return change(tree);
  const part = isMap(tree) ? tree[key] : undefined;
  return part === undefined ? tree : withComputed({ ...(tree as PlainMap), [key]: changedAt(part, rest, change) });
}

/** Labels with the release among them, unless the author put another one there. */
function withInstance(labels: Tree): Tree {
  const release = treeOf(Builtin.releaseName);
  if (labels instanceof Entries) {
    if (labels.parts.flatMap(keysIn).includes(INSTANCE_LABEL)) return labels;
    return new Entries([{ kind: 'one', one: { key: INSTANCE_LABEL, value: release } }, ...labels.parts]);
  }
  if (!isMap(labels) || INSTANCE_LABEL in labels) return labels;
  const entries = Object.entries({ ...labels, [INSTANCE_LABEL]: release });
  return withComputed(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/**
 * Two releases of a chart in one namespace must not select each other's pods: every selector and pod template of the
 * object gets the release as a label.
 */
export function withInstanceLabels(object: Tree): Tree {
  if (!isMap(object) || !isMap(object.spec)) return object;
  const isService = object.kind === 'Service' || object.kind === 'ReplicationController';
  const selector = ['spec', 'selector', ...(isService ? [] : ['matchLabels'])];
  const template = ['spec', ...('template' in object.spec ? ['template'] : ['jobTemplate', 'spec', 'template'])];
  const selecting = changedAt(object, selector, (labels) =>
    isMap(labels) && Object.keys(labels).length === 0 ? labels : withInstance(labels),
  );
  return changedAt(selecting, template, (pod) => {
    if (!isMap(pod) || !isMap(pod.spec)) return pod;
    const { metadata = {}, ...rest } = pod;
    if (!isMap(metadata)) return pod;
    const labels = withInstance(metadata.labels ?? {});
    return withComputed({ metadata: withComputed({ ...metadata, labels }), ...rest });
  });
}
