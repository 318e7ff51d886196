import type { Rule } from '../rule';
import { parsePfName, policies, textsAt } from './operator-objects';

export const sriovPfNames: Rule = {
  id: 'VNF471',
  severity: 'error',
  title: 'Range of virtual functions that the operator refuses',
  reason: 'a physical function is its name, or name#first-last with functions counted from 0 and below numVfs',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    for (const { construct, rendering, spec } of policies(model)) {
      const last = Number(spec.numVfs) - 1;
      for (const [index, entry] of textsAt(spec, 'nicSelector', 'pfNames').entries()) {
        const parsed = parsePfName(entry);
        if (parsed && (!parsed.range || (parsed.range[0] <= parsed.range[1] && parsed.range[1] <= last))) continue;
        yield {
          at: construct,
          field: `nicSelector.pfNames[${index}]`,
          value: entry,
          remedy: `write ${entry.split('#')[0] || 'ens1f0'}#0-${Math.max(0, last)}, or a part of it`,
          rendering,
        };
      }
    }
  },
};
