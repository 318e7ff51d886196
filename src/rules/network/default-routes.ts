import { duplicates } from '../duplicates';
import { fieldOf } from '../model';
import type { Rule } from '../rule';

export const defaultRoutes: Rule = {
  id: 'VNF458',
  severity: 'warning',
  title: 'Two default routes of one metric',
  reason: 'which of the two the guest takes depends on which interface comes up first',
  source: 'netplan: conflicting default route declarations; cloud-init network-config version 2, routes',
  *check(model) {
    for (const workload of model.workloads) {
      const routes = model
        .nicsOf(workload)
        .flatMap((nic) => (nic.attachment.guest.routes ?? []).map((route, index) => ({ nic, index, ...route })));
      const defaults = routes.filter(({ to }) => ['0.0.0.0/0', '::/0', 'default'].includes(to));
      for (const { first, again } of duplicates(defaults, ({ to, metric }) => `${to === '::/0'} ${metric ?? ''}`)) {
        yield {
          at: workload,
          field: fieldOf(again.nic, `routes[${again.index}]`),
          value: `${again.to} via ${again.via}`,
          reason: `${fieldOf(first.nic)} has one already: ${defaultRoutes.reason}`,
          remedy: 'keep one, or give the others a higher metric',
        };
      }
    }
  },
};
