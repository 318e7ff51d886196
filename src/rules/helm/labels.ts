import { at, isMap } from '../json';
import type { Observation, Rule } from '../rule';
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
    const sound = new Set<string>();
    for (const rendering of model.renderings) {
      for (const { construct, object } of rendering.objects) {
        for (const place of PLACES) {
          const map = at(object, ...place.keys);
          if (!isMap(map)) continue;
          for (const key of Object.keys(map)) {
            const entry = place.hasValueForm ? `${key}=${String(map[key])}` : key;
            // Most objects repeat the entries of others, and every object of every app is looked at.
            if (sound.has(entry)) continue;
            const misfit = misfitOf(key, map[key], place.hasValueForm);
            if (misfit) yield { at: construct, field: `${place.path}.${key}`, rendering, ...misfit };
            else sound.add(entry);
          }
        }
      }
    }
  },
};

function misfitOf(
  key: string,
  value: unknown,
  hasValueForm: boolean,
): Pick<Observation, 'value' | 'remedy'> | undefined {
  if (!hasKeyForm(key)) return { value: key, remedy: 'write a key such as vnf.example/role' };
  if (typeof value !== 'string') return { value, remedy: 'give text' };
  const isSound = !hasValueForm || value === '' || NAME.test(value) || OF_CHART.has(key);
  return isSound ? undefined : { value, remedy: 'shorten it, or make an annotation of it' };
}

const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

function hasKeyForm(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  return more.length === 0 && NAME.test(name) && (prefix === undefined || isDnsSubdomain(prefix));
}
