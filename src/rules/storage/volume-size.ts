import { at } from '../json';
import type { Rule } from '../rule';
import { parseQuantity } from '../vm/quantity';

export const volumeSize: Rule = {
  id: 'VNF302',
  severity: 'error',
  title: 'Volume that CDI finds too small',
  reason: 'CDI refuses volumes under 1 MiB',
  source: 'CDI pkg/apiserver/webhooks/datavolume-validate.go',
  *check(model) {
    for (const rendering of model.renderings) {
      for (const { construct, object } of rendering.objects) {
        if (object.kind !== 'DataVolume') continue;
        const api = at(object, 'spec', 'storage') ?? at(object, 'spec', 'pvc');
        const size = at(api, 'resources', 'requests', 'storage');
        if (size === undefined || (parseQuantity(size) ?? Infinity) >= 2 ** 20) continue;
        yield {
          at: construct,
          field: 'size',
          value: size,
          remedy: 'give the size of the image, such as Size.gibibytes(10)',
          rendering,
        };
      }
    }
  },
};
