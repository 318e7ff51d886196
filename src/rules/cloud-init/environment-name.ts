import type { Rule } from '../rule';

export const environmentName: Rule = {
  id: 'VNF333',
  severity: 'error',
  title: 'Name or key of an environment value that cannot be',
  reason:
    'shells name variables with letters, digits and underscores, ConfigMaps and Secrets their keys with letters, digits, dots, dashes and underscores',
  source: 'POSIX XBD 8.1; Kubernetes ConfigMap and Secret, data',
  *check(model) {
    for (const vm of model.vms) {
      for (const [name, { source }] of Object.entries(vm.cloudInit?.environment ?? {})) {
        const field = `cloudInit.environment.${name}`;
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
          const remedy = `call it ${name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^(?=\d)/, '_') || 'VALUE'}`;
          yield { at: vm, field, value: name || '(empty)', remedy };
        }
        if ('key' in source && !/^[-._a-zA-Z0-9]{1,253}$/.test(source.key))
          yield {
            at: vm,
            field,
            value: source.key || '(empty)',
            remedy: 'give the key as the ConfigMap or Secret has it',
          };
      }
    }
  },
};
