import type { Rule } from '../rule';
import { userDataTexts } from './user-data';

/** What cloud-init knows, cloudbase-init on Windows, and Ignition, which KubeVirt hands over as it is. */
const HEADER =
  /^(#!|#cloud-config|#cloud-boothook|#include|#part-handler|#upstart-job|## template: ?jinja|content-type: ?multipart|mime-version:|#ps1|rem cmd|\{\s*"ignition")/i;

export const header: Rule = {
  id: 'VNF311',
  severity: 'error',
  title: 'User data without cloud-init header',
  reason:
    'cloud-init tells by the first line what user data is, and ignores what it does not know with a warning in the guest’s log',
  source: 'cloud-init cloudinit/user_data.py; user data formats',
  *check(model) {
    for (const { vm, field, text, rendering } of userDataTexts(model)) {
      if (HEADER.test(text)) continue;
      yield {
        at: vm,
        field,
        value: text.split('\n', 1)[0] || '(empty)',
        remedy:
          'begin with #cloud-config, or with #! and the interpreter for a script; or give cloud-config as an object',
        rendering,
      };
    }
  },
};
