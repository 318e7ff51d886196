import type { ChartFacts } from './expression';
import { Builtin } from './fn';
import { Entries, type Entry, isNode, type Part, type PlainMap, type Tree, TreeError, treeOf } from './tree';

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
  return { ...object, metadata: { ...metadata, labels: labelsOf(metadata.labels, standardLabels(chart)) } };
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

type Mutable = Record<string, unknown>;

function child(parent: unknown, key: string): Mutable | undefined {
  const value = (parent as Mutable | undefined)?.[key];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mutable) : undefined;
}

/**
 * Two releases of a chart in one namespace must not select each other's pods: every selector and pod template of the
 * object gets the release as a label.
 */
export function addInstanceLabels(object: Mutable): void {
  const spec = child(object, 'spec');
  if (!spec) return;
  const release = String(Builtin.releaseName);
  const selector = child(spec, 'selector');
  const selected =
    object.kind === 'Service' || object.kind === 'ReplicationController' ? selector : child(selector, 'matchLabels');
  if (selected && Object.keys(selected).length > 0) selected[INSTANCE_LABEL] ??= release;
  const template = child(spec, 'template') ?? child(child(child(spec, 'jobTemplate'), 'spec'), 'template');
  if (!template || !child(template, 'spec')) return;
  const metadata = (template.metadata ??= {}) as Mutable;
  const labels = (metadata.labels ??= {}) as Mutable;
  labels[INSTANCE_LABEL] ??= release;
}
