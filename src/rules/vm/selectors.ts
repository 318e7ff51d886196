import { at, everyAt, isMap, listAt, type Place } from '../json';
import { enumerate, isLabelKey, isLabelValue } from '../text';
import { authored, NODE_TERMS, POD_TERMS, SPREADS } from './scheduling';
import { vmRule, type VmObservation } from './vm-rule';

/** How many values an operator takes, and what to do where they are another number. */
type Operators = Readonly<Record<string, readonly [least: number, most: number, remedy: string]>>;

const ON_LABELS: Operators = {
  In: [1, Infinity, 'give one value at least'],
  NotIn: [1, Infinity, 'give one value at least'],
  Exists: [0, 0, 'leave the values out'],
  DoesNotExist: [0, 0, 'leave the values out'],
};
const ON_NODES: Operators = {
  ...ON_LABELS,
  Gt: [1, 1, 'give one number'],
  Lt: [1, 1, 'give one number'],
};
const ON_FIELDS: Operators = {
  In: [1, 1, 'give the name of one node'],
  NotIn: [1, 1, 'give the name of one node'],
};

const POD_SELECTORS = [
  ...POD_TERMS.flatMap((term) => [`${term}.labelSelector`, `${term}.namespaceSelector`]),
  `${SPREADS}.labelSelector`,
];

/** Where conditions stand, and which they may be. */
const CONDITIONS = [
  ...NODE_TERMS.map((term) => [`${term}.matchExpressions.*`, ON_NODES, isLabelKey, 'give the key of a label'] as const),
  ...NODE_TERMS.map((term) => [`${term}.matchFields.*`, ON_FIELDS, isNodeField, 'write metadata.name'] as const),
  ...POD_SELECTORS.map(
    (one) => [`${one}.matchExpressions.*`, ON_LABELS, isLabelKey, 'give the key of a label'] as const,
  ),
];

export const selectors = vmRule(
  {
    id: 'VNF261',
    severity: 'error',
    title: 'Selector that Kubernetes refuses',
    reason:
      'a condition is a key, an operator and as many values as the operator takes; nodes are selected by one alternative at least, and pods by labels that can be',
    source:
      'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/validate-k8s-utils.go; Kubernetes label selectors',
  },
  function* ({ spec }): Generator<VmObservation> {
    const required = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution';
    for (const { path, value } of everyAt(spec, required))
      if (listAt(value, 'nodeSelectorTerms').length === 0)
        yield {
          field: `${path}.nodeSelectorTerms`,
          value: '(none)',
          remedy: 'give one term, or leave the affinity out',
        };
    for (const [path, operators, isKey, keyRemedy] of CONDITIONS)
      for (const condition of everyAt(spec, path)) yield* wrongIn(condition, operators, isKey, keyRemedy);
    for (const { path, value } of POD_SELECTORS.flatMap((one) => everyAt(spec, `${one}.matchLabels`)))
      for (const [key, label] of Object.entries(isMap(value) ? value : {}))
        if (!isLabelKey(key) || !isLabelValue(String(label)))
          yield {
            field: authored(path),
            value: `${key}: ${String(label)}`,
            remedy: 'write a label such as tier: edge',
          };
  },
);

function* wrongIn(
  { path, value }: Place,
  operators: Operators,
  isKey: (key: string) => boolean,
  keyRemedy: string,
): Generator<VmObservation> {
  const field = authored(path);
  const key = String(at(value, 'key') ?? '');
  if (!isKey(key)) yield { field: `${field}.key`, value: key || '(none)', remedy: keyRemedy };
  const operator = String(at(value, 'operator') ?? '');
  const takes = operators[operator];
  if (!takes) {
    const remedy = `write ${enumerate(Object.keys(operators)).replace(' and ', ' or ')}`;
    yield { field: `${field}.operator`, value: operator || '(none)', remedy };
    return;
  }
  const [least, most, remedy] = takes;
  const count = listAt(value, 'values').length;
  if (count < least || count > most) yield { field: `${field}.values`, value: `${count} with ${operator}`, remedy };
}

function isNodeField(key: string): boolean {
  return key === 'metadata.name';
}
