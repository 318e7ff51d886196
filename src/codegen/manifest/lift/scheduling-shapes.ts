import { either, listOf, mapOf, number, object, oneOf, type Shape, text } from '../shape';

const some =
  (item: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.length > 0 && listOf(item)(value);
const one: Shape = (value) => Array.isArray(value) && value.length === 1 && text((value as string[])[0]);
const LABEL_EXPRESSION = either(
  object({ 'key!': text, 'operator!': oneOf('In', 'NotIn'), 'values!': some(text) }),
  object({ 'key!': text, 'operator!': oneOf('Exists', 'DoesNotExist') }),
);
const NODE_EXPRESSION = either(
  LABEL_EXPRESSION,
  object({ 'key!': text, 'operator!': oneOf('Gt', 'Lt'), 'values!': one }),
);
const POD_SELECTOR = object({ matchLabels: mapOf(text), matchExpressions: listOf(LABEL_EXPRESSION) });
const NODE_FIELD = object({ 'key!': oneOf('metadata.name'), 'operator!': oneOf('In', 'NotIn'), 'values!': one });
const NODE_TERM = object({ matchExpressions: listOf(NODE_EXPRESSION), matchFields: listOf(NODE_FIELD) });
const AROUND = { 'topologyKey!': text, namespaces: listOf(text), namespaceSelector: POD_SELECTOR };
const POD_TERM = either(
  object(AROUND),
  object({
    ...AROUND,
    'labelSelector!': POD_SELECTOR,
    matchLabelKeys: listOf(text),
    mismatchLabelKeys: listOf(text),
  }),
);
const POD_AFFINITY = object({
  requiredDuringSchedulingIgnoredDuringExecution: listOf(POD_TERM),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(object({ 'weight!': number, 'podAffinityTerm!': POD_TERM })),
});

/** `Affinity` of this library. */
export const AFFINITY = object({
  nodeAffinity: object({
    requiredDuringSchedulingIgnoredDuringExecution: object({ 'nodeSelectorTerms!': some(NODE_TERM) }),
    preferredDuringSchedulingIgnoredDuringExecution: listOf(object({ 'weight!': number, 'preference!': NODE_TERM })),
  }),
  podAffinity: POD_AFFINITY,
  podAntiAffinity: POD_AFFINITY,
});

const EFFECT = oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute');

/** `Toleration[]` */
export const TOLERATIONS = listOf(
  either(
    object({ key: text, 'operator!': oneOf('Exists'), effect: EFFECT, tolerationSeconds: number }),
    object({ 'key!': text, operator: oneOf('Equal'), 'value!': text, effect: EFFECT, tolerationSeconds: number }),
  ),
);

const SPREAD = {
  'maxSkew!': number,
  'topologyKey!': text,
  nodeAffinityPolicy: oneOf('Honor', 'Ignore'),
  nodeTaintsPolicy: oneOf('Honor', 'Ignore'),
};
const WAITS = { ...SPREAD, 'whenUnsatisfiable!': oneOf('DoNotSchedule'), minDomains: number };
const GOES_ON = { ...SPREAD, 'whenUnsatisfiable!': oneOf('ScheduleAnyway') };
const COUNTED = { 'labelSelector!': POD_SELECTOR, matchLabelKeys: listOf(text) };

/** `TopologySpread[]` */
export const TOPOLOGY_SPREAD = listOf(
  either(object(WAITS), object(GOES_ON), object({ ...WAITS, ...COUNTED }), object({ ...GOES_ON, ...COUNTED })),
);

/** `GuestDnsConfig` */
export const DNS_CONFIG = object({
  nameservers: listOf(text),
  searches: listOf(text),
  options: listOf(object({ 'name!': text, value: text })),
});

/** `ResourceClaimProps[]` */
export const RESOURCE_CLAIMS = listOf(
  either(
    object({ 'name!': text, 'resourceClaimName!': text }),
    object({ 'name!': text, 'resourceClaimTemplateName!': text }),
  ),
);
