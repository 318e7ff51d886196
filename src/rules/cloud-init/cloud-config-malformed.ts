import { parseDocument } from 'yaml';
import { isMap } from '../json';
import type { Rule } from '../rule';
import { isCloudConfig, userDataTexts } from './user-data';

export const cloudConfigMalformed: Rule = {
  id: 'VNF312',
  severity: 'error',
  title: 'cloud-config text that is no YAML map',
  reason: 'cloud-init ignores cloud-config that it cannot read, and the guest starts unconfigured',
  source: 'cloud-init cloudinit/config/cloud_config.py',
  *check(model) {
    for (const { vm, text, rendering } of userDataTexts(model)) {
      if (!isCloudConfig(text) || text.startsWith('##')) continue;
      const document = parseDocument(text, { version: '1.1' });
      const [error] = document.errors;
      const content: unknown = error ? undefined : document.toJS();
      if (!error && (content === null || isMap(content))) continue;
      yield {
        at: vm,
        field: 'cloudInit.userData',
        value: error ? (error.message.split('\n', 1)[0] ?? '') : content,
        remedy: 'mend the YAML, or give cloud-config as an object',
        rendering,
      };
    }
  },
};
