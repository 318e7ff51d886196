import { isHelmValue } from '../../helm';
import { hasSentinel } from '../../helm/sentinel';
import type { Rule } from '../rule';
import { isCredentialName } from '../security/secret-literal';

export const environmentCredential: Rule = {
  id: 'VNF335',
  severity: 'error',
  title: 'Literal credential in the environment of a guest',
  reason: 'fixed values go into a ConfigMap of the chart, for everybody to read',
  source: 'design of this library: no secret in a file',
  *check(model) {
    for (const vm of model.vms) {
      for (const [name, { source }] of Object.entries(vm.cloudInit?.environment ?? {})) {
        if (!('value' in source) || isHelmValue(source.value) || hasSentinel(source.value)) continue;
        if (source.value === '' || !isCredentialName(name)) continue;
        const value = `(${source.value.length} characters)`;
        const remedy = 'put it into a Secret outside the chart, and write EnvironmentValue.fromSecret(name, key)';
        yield { at: vm, field: `cloudInit.environment.${name}`, value, remedy };
      }
    }
  },
};
