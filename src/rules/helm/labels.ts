import { at, isMap } from '../json';
import type { Rule } from '../rule';
import { isDnsSubdomain } from '../text';

/** Where objects have labels, and where annotations, of which only the keys have a form. */
const PLACES = [
  ...[
    'metadata.labels',
    'spec.template.metadata.labels',
    'spec.template.spec.nodeSelector',
    'spec.selector.matchLabels',
  ].map((path) => ({ path, hasValueForm: true })),
  ...['metadata.annotations', 'spec.template.metadata.annotations'].map((path) => ({ path, hasValueForm: false })),
].map(({ path, hasValueForm }) => ({ path, keys: path.split('.'), hasValueForm }));

/** Made of the chart's name and versions, which are findings of the chart. */
const OF_CHART = new Set(['app.kubernetes.io/version', 'helm.sh/chart']);

export const labels: Rule = {
  id: 'VNF114',
  severity: 'error',
  title: 'Label or annotation that Kubernetes refuses',
  reason:
    'keys and values of labels have at most 63 letters, digits, dashes, dots and underscores, a letter or digit at both ends; a key may have a DNS subdomain and a slash before it',
  source: 'Kubernetes apimachinery, labels and annotations',
  *check(model) {
    const isKey = remembered((key) => hasKeyForm(key));
    const isValue = remembered((value) => value === '' || NAME.test(value));
    for (const rendering of model.renderings) {
      for (const { construct, object } of rendering.objects) {
        for (const { path, keys, hasValueForm } of PLACES) {
          const map = at(object, ...keys);
          for (const [key, value] of Object.entries(isMap(map) ? map : {})) {
            const where = { at: construct, field: `${path}.${key}`, rendering };
            if (!isKey(key)) yield { ...where, value: key, remedy: 'write a key such as vnf.example/role' };
            if (typeof value !== 'string') yield { ...where, value, remedy: 'give text' };
            else if (hasValueForm && !isValue(value) && !OF_CHART.has(key))
              yield { ...where, value, remedy: 'shorten it, or make an annotation of it' };
          }
        }
      }
    }
  },
};

const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

function hasKeyForm(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  return more.length === 0 && NAME.test(name) && (prefix === undefined || isDnsSubdomain(prefix));
}

/** A test of text that most objects repeat. */
function remembered(test: (text: string) => boolean): (text: string) => boolean {
  const passed = new Set<string>();
  return (text) => {
    if (!passed.has(text) && test(text)) passed.add(text);
    return passed.has(text);
  };
}
