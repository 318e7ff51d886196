import { duplicates } from '../duplicates';
import { at, everyAt, listAt, type Place } from '../json';
import { asDnsLabel, isDnsLabel, isDnsSubdomain } from '../text';
import { vmRule, type VmObservation } from './vm-rule';

export const resourceClaims = vmRule(
  {
    id: 'VNF243',
    severity: 'error',
    title: 'Resource claim that is taken, malformed or not there',
    reason:
      'claims of a VM are named by DNS labels, each once; devices and networks refer to them by name, each to a request of its own, GPUs all of them or none, and networks by sriov or a plugin, and not beside attachment definitions',
    source: 'KubeVirt pkg/dra/admitter/dra_admitter.go; pkg/network/admitter/dra.go',
  },
  function* ({ spec }): Generator<VmObservation> {
    yield* claimsIn(spec);
    yield* requestsIn(spec);
    yield* cardsIn(spec);
    const gpus = everyAt(spec, 'domain.devices.gpus.*');
    const plugged = gpus.find((gpu) => !isClaimed(gpu));
    if (plugged && gpus.some(isClaimed)) {
      const remedy = 'claim all GPUs, or none';
      yield { field: authored(plugged.path), value: at(plugged.value, 'name'), remedy };
    }
  },
);

function* claimsIn(spec: unknown): Generator<VmObservation> {
  const claims = listAt(spec, 'resourceClaims').map((claim, index) => ({
    field: `resourceClaims[${index}].name`,
    value: String(at(claim, 'name') ?? ''),
  }));
  for (const { field, value } of claims.filter((claim) => !isDnsLabel(claim.value)))
    yield { field, value: value || '(none)', remedy: `call it ${asDnsLabel(value)}` };
  for (const { again } of duplicates(claims, ({ value }) => value)) yield { ...again, remedy: 'give another name' };
  for (const source of ['resourceClaimName', 'resourceClaimTemplateName']) {
    for (const { path: field, value } of everyAt(spec, `resourceClaims.*.${source}`)) {
      if (isDnsSubdomain(String(value))) continue;
      yield { field, value: value || '(empty)', remedy: 'give the name of the object, without namespace' };
    }
  }
}

/** What devices and networks ask of the claims. */
function* requestsIn(spec: unknown): Generator<VmObservation> {
  const names = listAt(spec, 'resourceClaims').map((claim) => at(claim, 'name'));
  const devices = ['gpus', 'hostDevices'].flatMap((kind) => everyAt(spec, `domain.devices.${kind}.*`));
  const requests = [...devices.filter(isClaimed), ...everyAt(spec, 'networks.*.resourceClaim')].map(
    ({ path, value }) => ({ field: authored(path), claim: at(value, 'claimName'), request: at(value, 'requestName') }),
  );
  for (const { field, claim, request } of requests) {
    if (!names.includes(claim))
      yield { field: `${field}.claimName`, value: claim || '(none)', remedy: 'name one of the VM’s resourceClaims' };
    if (!request) yield { field: `${field}.requestName`, value: '(none)', remedy: 'name a request of the claim' };
  }
  const whole = requests.filter(({ claim, request }) => claim && request);
  for (const { again } of duplicates(whole, ({ claim, request }) => JSON.stringify([claim, request])))
    yield { field: again.field, value: again.request, remedy: 'give a request of its own' };
}

/** How claimed cards are bound, and what stands beside them. */
function* cardsIn(spec: unknown): Generator<VmObservation> {
  const cards = everyAt(spec, 'networks.*').filter(({ value }) => at(value, 'resourceClaim') !== undefined);
  if (cards.length === 0) return;
  const names = cards.map(({ value }) => at(value, 'name'));
  for (const { path, value } of everyAt(spec, 'domain.devices.interfaces.*')) {
    const isBound = at(value, 'sriov') !== undefined || at(value, 'binding') !== undefined;
    if (isBound || !names.includes(at(value, 'name'))) continue;
    const remedy = 'bind a claimed card by sriov, or by a binding plugin';
    yield { field: authored(path), value: at(value, 'name'), remedy };
  }
  const remedy = 'claim all cards, or attach all by definitions';
  for (const { path, value } of everyAt(spec, 'networks.*.multus.networkName').slice(0, 1))
    yield { field: path, value, remedy };
}

function isClaimed({ value }: Place): boolean {
  return at(value, 'claimName') !== undefined || at(value, 'requestName') !== undefined;
}

function authored(path: string): string {
  return path.replace(/^domain\.(devices\.(?=interfaces))?/, '');
}
