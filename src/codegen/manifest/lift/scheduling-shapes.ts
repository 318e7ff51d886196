import { either, listOf, mapOf, number, object, oneOf, type Shape, text } from '../shape';

const LABEL_EXPRESSION = either(
  object({ 'key!': text, 'operator!': oneOf('In', 'NotIn'), 'values!': listOf(text) }),
  object({ 'key!': text, 'operator!': oneOf('Exists', 'DoesNotExist') }),
);
const one: Shape = (value) => Array.isArray(value) && value.length === 1 && text((value as string[])[0]);
const NODE_EXPRESSION = either(
  LABEL_EXPRESSION,
  object({ 'key!': text, 'operator!': oneOf('Gt', 'Lt'), 'values!': one }),
);
const POD_SELECTOR = object({ matchLabels: mapOf(text), matchExpressions: listOf(LABEL_EXPRESSION) });
const NODE_TERM = object({ matchExpressions: listOf(NODE_EXPRESSION), matchFields: listOf(NODE_EXPRESSION) });
const POD_TERM = object({
  labelSelector: POD_SELECTOR,
  'topologyKey!': text,
  namespaces: listOf(text),
  namespaceSelector: POD_SELECTOR,
});
const POD_AFFINITY = object({
  requiredDuringSchedulingIgnoredDuringExecution: listOf(POD_TERM),
  preferredDuringSchedulingIgnoredDuringExecution: listOf(object({ 'weight!': number, 'podAffinityTerm!': POD_TERM })),
});

/** `Affinity` of this library. */
export const AFFINITY = object({
  nodeAffinity: object({
    requiredDuringSchedulingIgnoredDuringExecution: object({ 'nodeSelectorTerms!': listOf(NODE_TERM) }),
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

/** `TopologySpread[]` */
export const TOPOLOGY_SPREAD = listOf(
  object({
    'maxSkew!': number,
    'topologyKey!': text,
    'whenUnsatisfiable!': oneOf('DoNotSchedule', 'ScheduleAnyway'),
    labelSelector: POD_SELECTOR,
    minDomains: number,
  }),
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
