import { duplicates } from '../duplicates';
import { at, everyAt, isSaid } from '../json';
import { vmRule, type VmObservation } from './vm-rule';

export const dataVolumeTemplates = vmRule(
  {
    id: 'VNF259',
    severity: 'error',
    title: 'DataVolume of a VM that is not one of its own',
    reason:
      'each DataVolume that a VM brings has a name of its own, lies in the VM’s namespace and is behind one of its volumes',
    source: 'KubeVirt pkg/storage/admitters/data-volume-template.go',
  },
  function* ({ object, spec, vmSpec, rendering }): Generator<VmObservation> {
    const templates = everyAt(vmSpec, 'dataVolumeTemplates.*').map(({ path, value }) => ({
      field: `${path}.metadata`,
      name: at(value, 'metadata', 'name'),
      namespace: at(value, 'metadata', 'namespace'),
    }));
    const used = ['dataVolume.name', 'persistentVolumeClaim.claimName'].flatMap((key) =>
      everyAt(spec, `volumes.*.${key}`).map(({ value }) => value),
    );
    const namespace = at(object, 'metadata', 'namespace') ?? rendering.release.namespace;
    for (const template of templates) {
      const { field, name } = template;
      if (!isSaid(name))
        yield { field: `${field}.name`, value: '(none)', remedy: 'give a name, and name it in a volume' };
      else if (!used.includes(name))
        yield {
          field: `${field}.name`,
          value: name,
          remedy: 'name it in a volume, as dataVolume.name, or leave it out',
        };
      if (isSaid(template.namespace) && template.namespace !== namespace)
        yield { field: `${field}.namespace`, value: template.namespace, remedy: 'leave it out' };
    }
    for (const { again } of duplicates(templates, ({ name }) => (isSaid(name) ? String(name) : undefined)))
      yield { field: `${again.field}.name`, value: again.name, remedy: 'give each a name of its own' };
  },
);
