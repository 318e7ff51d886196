import { userDataTexts } from '../cloud-init/user-data';
import type { Rule } from '../rule';
import { credentialsIn } from './credentials';

export const userDataCredential: Rule = {
  id: 'VNF701',
  severity: 'error',
  title: 'Literal password or private key in user data',
  reason:
    'user data stands in the chart, in the manifests, in the repository and in the guest’s metadata for everybody to read',
  source: 'design of this library: no secret in a file; KubeVirt accessCredentials',
  *check(model) {
    for (const { vm, field: whole, text, config, rendering } of userDataTexts(model)) {
      for (const { field, what } of credentialsIn(text, config?.content)) {
        yield {
          at: vm,
          field: `${whole}${field}`,
          value: `(${what})`,
          remedy: 'take it out; let KubeVirt inject it from a Secret (accessCredentials), or use ssh_authorized_keys',
          rendering,
        };
      }
    }
  },
};
