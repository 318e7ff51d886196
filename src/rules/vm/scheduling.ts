import { duplicates } from '../duplicates';
import { at, listAt } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

export const scheduling = vmRule(
  {
    id: 'VNF216',
    severity: 'error',
    title: 'Placement that Kubernetes refuses',
    reason: 'weights go from 1 to 100, a skew from 1, and each topology key stands once for each whenUnsatisfiable',
    source:
      'KubeVirt pkg/virt-api/webhooks/validating-webhook/admitters/validate-k8s-utils.go; Kubernetes pod validation',
  },
  function* ({ spec }): Generator<VmObservation> {
    for (const affinity of ['nodeAffinity', 'podAffinity', 'podAntiAffinity']) {
      for (const [index, term] of listAt(spec, 'affinity', affinity, PREFERRED).entries()) {
        const weight = Number(at(term, 'weight'));
        if (Number.isInteger(weight) && weight >= 1 && weight <= 100) continue;
        const field = `affinity.${affinity}.${PREFERRED}[${index}].weight`;
        yield { field, value: at(term, 'weight') ?? '(none)', remedy: 'give a whole number from 1 to 100' };
      }
    }
    const spreads = listAt(spec, 'topologySpreadConstraints').map((spread, index) => ({ spread, index }));
    for (const { spread, index } of spreads) {
      const skew = Number(at(spread, 'maxSkew'));
      if (Number.isInteger(skew) && skew >= 1) continue;
      const field = `topologySpread[${index}].maxSkew`;
      yield { field, value: at(spread, 'maxSkew') ?? '(none)', remedy: 'give a whole number from 1' };
    }
    const keyOf = ({ spread }: { readonly spread: unknown }): string =>
      JSON.stringify([at(spread, 'topologyKey'), at(spread, 'whenUnsatisfiable')]);
    for (const { again } of duplicates(spreads, keyOf)) {
      const field = `topologySpread[${again.index}].topologyKey`;
      yield { field, value: at(again.spread, 'topologyKey') ?? '(none)', remedy: 'keep one of the two' };
    }
  },
);
