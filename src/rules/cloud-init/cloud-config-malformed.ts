import { isMap } from '../json';
import type { Rule } from '../rule';
import { userDataTexts } from './user-data';

export const cloudConfigMalformed: Rule = {
  id: 'VNF312',
  severity: 'error',
  title: 'cloud-config text that is no YAML map',
  reason: 'cloud-init ignores cloud-config that it cannot read, and the guest starts unconfigured',
  source: 'cloud-init cloudinit/config/cloud_config.py',
  *check(model) {
    for (const { vm, field, config, rendering } of userDataTexts(model)) {
      if (!config || (config.problem === undefined && (config.content === null || isMap(config.content)))) continue;
      yield {
        at: vm,
        field,
        value: config.problem ?? config.content,
        remedy: 'mend the YAML, or give cloud-config as an object',
        rendering,
      };
    }
  },
};
