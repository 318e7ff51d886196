import { duplicates } from '../duplicates';
import { at, everyAt, type Place } from '../json';
import { isDnsLabel, isLabelKey } from '../text';
import { vmRule, type VmObservation } from './vm-rule';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';
const POD_AFFINITIES = ['affinity.podAffinity', 'affinity.podAntiAffinity'];

/** Where node selector terms stand. */
export const NODE_TERMS = [
  `affinity.nodeAffinity.${REQUIRED}.nodeSelectorTerms.*`,
  `affinity.nodeAffinity.${PREFERRED}.*.preference`,
];

/** Where pods to be near to or far from are named. */
export const POD_TERMS = POD_AFFINITIES.flatMap((affinity) => [
  `${affinity}.${REQUIRED}.*`,
  `${affinity}.${PREFERRED}.*.podAffinityTerm`,
]);

const WEIGHTED = ['affinity.nodeAffinity', ...POD_AFFINITIES].map((affinity) => `${affinity}.${PREFERRED}.*`);
const NAMESPACES = POD_TERMS.map((term) => `${term}.namespaces.*`);

/** Where domains to spread over are named. */
export const SPREADS = 'topologySpreadConstraints.*';

export const scheduling = vmRule(
  {
    id: 'VNF216',
    severity: 'error',
    title: 'Placement that Kubernetes refuses',
    reason:
      'weights go from 1 to 100, a skew from 1; a topology key is that of a label of nodes, and stands once for each whenUnsatisfiable; namespaces are DNS labels',
    source:
      'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/validate-k8s-utils.go; Kubernetes pod validation',
  },
  function* ({ spec }): Generator<VmObservation> {
    const every = (...paths: readonly string[]): Place[] => paths.flatMap((path) => everyAt(spec, path));
    for (const { path, value } of every(...WEIGHTED))
      if (!isWhole(at(value, 'weight'), 100))
        yield { ...stated(path, value, 'weight'), remedy: 'give a whole number from 1 to 100' };
    const spreads = every(SPREADS);
    for (const { path, value } of spreads) {
      if (!isWhole(at(value, 'maxSkew')))
        yield { ...stated(path, value, 'maxSkew'), remedy: 'give a whole number from 1' };
      if (at(value, 'whenUnsatisfiable') === undefined)
        yield { ...stated(path, value, 'whenUnsatisfiable'), remedy: 'write DoNotSchedule or ScheduleAnyway' };
    }
    for (const { path, value } of [...every(...POD_TERMS), ...spreads])
      if (!isLabelKey(String(at(value, 'topologyKey') ?? '')))
        yield {
          ...stated(path, value, 'topologyKey'),
          remedy: 'name a label of nodes, such as kubernetes.io/hostname',
        };
    for (const { path, value } of every(...NAMESPACES))
      if (!isDnsLabel(String(value))) yield { field: path, value: shown(value), remedy: 'name a namespace' };
    const keyOf = ({ value }: Place): string =>
      JSON.stringify([at(value, 'topologyKey'), at(value, 'whenUnsatisfiable')]);
    for (const { again } of duplicates(spreads, keyOf))
      yield { ...stated(again.path, again.value, 'topologyKey'), remedy: 'keep one of the two' };
  },
);

function stated(path: string, value: unknown, member: string): Pick<VmObservation, 'field' | 'value'> {
  return { field: `${authored(path)}.${member}`, value: shown(at(value, member)) };
}

function shown(value: unknown): unknown {
  return value === undefined || value === '' ? '(none)' : value;
}

/** A place as the author wrote it. */
export function authored(path: string): string {
  return path.replace(/^topologySpreadConstraints/, 'topologySpread');
}

function isWhole(value: unknown, most = Infinity): boolean {
  return Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= most;
}
