import type { Rule } from '../rule';
import { asDnsLabel, isDnsLabel } from '../text';

const LONGEST = 53;

export const releaseName: Rule = {
  id: 'VNF521',
  severity: 'error',
  title: 'Release name that Helm refuses',
  reason: `the release is EMCO’s version of the group and Helm’s release name: a DNS label of at most ${LONGEST} characters`,
  source: 'Helm pkg/chartutil/validate_name.go; EMCO deployment intent group, spec.version',
  *check(model) {
    for (const group of model.groups) {
      const { name } = group.release;
      if (isDnsLabel(name, LONGEST)) continue;
      yield { at: group, field: 'release', value: name, remedy: `write ${asDnsLabel(name, LONGEST)}` };
    }
  },
};
