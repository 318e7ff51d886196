import type { KubernetesObject } from '../../helm';
import { at } from '../json';

const PREFIX = 'cdi.kubevirt.io/storage.';

/** What the annotations of a claim ask of CDI, as the spec of a DataVolume would say it; undefined for other claims. */
export function specOfClaim(object: KubernetesObject): unknown {
  const annotations = at(object, 'metadata', 'annotations');
  const read = (key: string): unknown => at(annotations, PREFIX + key);
  const kind = read('import.source') ?? (read('import.endpoint') === undefined ? undefined : 'http');
  if (kind === undefined) return undefined;
  return {
    source: { [kind === 'none' ? 'blank' : String(kind)]: sourceOf(kind, (key) => read(`import.${key}`)) },
    pvc: object.spec,
    contentType: read('contentType'),
    serviceAccountName: read('pod.serviceAccountName'),
  };
}

function sourceOf(kind: unknown, read: (key: string) => unknown): object {
  if (kind === 'none') return {};
  const isStream = read('registryImageStream') === 'true';
  return {
    [isStream ? 'imageStream' : 'url']: read('endpoint'),
    secretRef: read('secretName'),
    certConfigMap: read('certConfigMap'),
    checksum: read('checksum'),
    insecureSkipVerify: read('insecureSkipVerify') === 'true' ? true : undefined,
    diskId: read('diskId'),
    pullMethod: read('registryImportMethod'),
    platform: read('registryImageArchitecture'),
  };
}
