import { Ipv4Subnet, NodusNetwork } from '../../network';
import { fieldOf, type Nic } from '../model';
import type { Rule } from '../rule';

export const subnetsOverlap: Rule = {
  id: 'VNF444',
  severity: 'warning',
  title: 'Overlapping subnets on one workload',
  reason: 'the guest reaches an address in both subnets over one of the two interfaces only',
  source: 'IPv4 routing',
  *check(model) {
    for (const workload of model.workloads) {
      const subnets = model.nicsOf(workload).flatMap(onNodus);
      for (const [index, { nic, network }] of subnets.entries()) {
        const other = subnets.slice(0, index).find((one) => one.network !== network && overlap(one.network, network));
        if (!other) continue;
        yield {
          at: workload,
          field: fieldOf(nic),
          value: `${network.networkName} ${network.subnet}`,
          reason: `${other.network.networkName} has ${other.network.subnet}: ${subnetsOverlap.reason}`,
          remedy: 'give one of the networks another subnet',
        };
      }
    }
  },
};

function onNodus(nic: Nic): { readonly nic: Nic; readonly network: NodusNetwork }[] {
  const { network } = nic.attachment;
  return network instanceof NodusNetwork ? [{ nic, network }] : [];
}

function overlap(a: NodusNetwork, b: NodusNetwork): boolean {
  const [subnetA, subnetB] = [Ipv4Subnet.tryParse(a.subnet), Ipv4Subnet.tryParse(b.subnet)];
  return subnetA !== undefined && subnetB !== undefined && subnetA.overlaps(subnetB);
}
