import type { Rule } from '../rule';
import { configsIn, parseMap } from './plugins';
import { CNI_GROUP, rendered } from './rendered';

const VERSIONS = ['0.1.0', '0.2.0', '0.3.0', '0.3.1', '0.4.0', '1.0.0', '1.1.0'];

export const definitionUnreadable: Rule = {
  id: 'VNF485',
  severity: 'error',
  title: 'Attachment definition that Multus cannot read',
  reason:
    'nothing checks the configuration before a pod starts: it is JSON with a cniVersion, and names a plugin by type, or several in plugins',
  source: 'Multus pkg/types/conf.go; CNI specification',
  *check(model) {
    for (const { construct, rendering, spec } of rendered(model, CNI_GROUP, 'NetworkAttachmentDefinition')) {
      // Without one, the node has the configuration in a file.
      if (spec.config === undefined) continue;
      const config = parseMap(spec.config);
      const plugins = configsIn(spec.config);
      if (plugins.length === 0 || !plugins.every(({ type }) => typeof type === 'string' && type !== '')) {
        yield {
          at: construct,
          field: 'config',
          value: spec.config,
          remedy: 'write it with AttachmentDefinition, or give JSON with the plugin as type',
          rendering,
        };
      } else if (!VERSIONS.includes(String(config?.cniVersion))) {
        yield {
          at: construct,
          field: 'config.cniVersion',
          value: config?.cniVersion ?? '(none)',
          remedy: 'write 0.3.1, which every plugin knows, or 1.0.0',
          rendering,
        };
      }
    }
  },
};
