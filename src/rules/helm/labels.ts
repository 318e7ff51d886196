import { at, isMap } from '../json';
import type { Observation, Rule } from '../rule';
import { isDnsSubdomain } from '../text';

/** Where objects have labels, and where annotations, of which only the keys have a form. */
const PLACES = [
  { path: ['metadata'], labels: ['labels'], annotations: ['annotations'] },
  { path: ['spec', 'template', 'metadata'], labels: ['labels'], annotations: ['annotations'] },
  { path: ['spec', 'template', 'spec'], labels: ['nodeSelector'], annotations: [] },
  { path: ['spec', 'selector'], labels: ['matchLabels'], annotations: [] },
];

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
        for (const { path, labels: ofLabels, annotations } of PLACES) {
          const holder = at(object, ...path);
          if (!isMap(holder)) continue;
          for (const name of [...ofLabels, ...annotations]) {
            const map = holder[name];
            if (!isMap(map)) continue;
            const hasValueForm = ofLabels.includes(name);
            for (const key of Object.keys(map)) {
              const entry = hasValueForm ? `${key}=${String(map[key])}` : key;
              // Most objects repeat the entries of others, and every object of every app is looked at.
              if (sound.has(entry)) continue;
              const misfit = misfitOf(key, map[key], hasValueForm);
              if (!misfit) sound.add(entry);
              else yield { at: construct, field: `${[...path, name].join('.')}.${key}`, rendering, ...misfit };
            }
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
