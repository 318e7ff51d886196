import type { IConstruct } from 'constructs';
import { isVirtualMachineKind, type OperatorNetwork } from '../../network';
import { fieldOf } from '../model';
import type { Rule } from '../rule';
import { policiesByDefault } from './operator-objects';

export const netdeviceForVm: Rule = {
  id: 'VNF484',
  severity: 'error',
  title: 'VM on virtual functions that the node’s driver has',
  reason: 'KubeVirt hands over functions with the driver vfio-pci only, and the VM does not start with another',
  source: 'KubeVirt docs/network/sriov.md',
  *check(model) {
    const policies = policiesByDefault(model);
    const networks = new Map<IConstruct | undefined, OperatorNetwork>(
      model.operatorNetworks.flatMap((network) =>
        [network, ...network.definitions].map((construct) => [construct, network] as const),
      ),
    );
    for (const nic of model.nics) {
      const network = networks.get(nic.attachment.network);
      if (!network || nic.attachment.binding !== 'sriov' || !isVirtualMachineKind(nic.workload.workloadKind)) continue;
      const policy = policies.find(
        ({ spec }) => spec.resourceName === network.resourceName && (spec.deviceType ?? 'netdevice') === 'netdevice',
      );
      if (!policy) continue;
      yield {
        at: nic.workload,
        field: fieldOf(nic),
        value: network.networkName,
        reason: `${policy.construct.node.path} gives ${network.resourceName} the deviceType netdevice: ${netdeviceForVm.reason}`,
        remedy: 'give VMs a resource of their own, by a policy with deviceType vfio-pci',
      };
    }
  },
};
