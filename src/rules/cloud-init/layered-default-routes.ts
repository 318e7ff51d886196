import { duplicates } from '../duplicates';
import type { Rule } from '../rule';
import { definitionAt, networkDefinitions } from './network-definitions';

export const layeredDefaultRoutes: Rule = {
  id: 'VNF332',
  severity: 'warning',
  title: 'Two default routes of one metric in network data',
  reason: 'which of the two the guest takes depends on which interface comes up first',
  source: 'netplan: conflicting default route declarations; cloud-init network-config version 2, routes',
  *check(model) {
    for (const data of networkDefinitions(model)) {
      const routes = data.definitions.flatMap((definition) =>
        definition.routes.map((route, index) => ({ definition, index, ...route })),
      );
      const defaults = routes.filter(({ to }) => to === '0.0.0.0/0' || to === '::/0');
      for (const { first, again } of duplicates(
        defaults,
        ({ to, metric }) => `${String(to)} ${String(metric ?? '')}`,
      )) {
        if (first.definition.isAttachment && again.definition.isAttachment) continue;
        const { section, id } = first.definition;
        yield {
          ...definitionAt(data, again.definition, `.routes[${again.index}]`),
          value: again.to,
          remedy: `keep one, or give one a higher metric: ${section}.${id} has one already`,
        };
      }
    }
  },
};
