import { isMap } from '../json';
import type { Rule } from '../rule';
import { isDnsSubdomain } from '../text';

/** Where objects have labels, and where annotations, of which only the keys have a form. */
const PLACES = [
  { path: ['metadata', 'labels'], hasValueForm: true },
  { path: ['metadata', 'annotations'], hasValueForm: false },
  { path: ['spec', 'template', 'metadata', 'labels'], hasValueForm: true },
  { path: ['spec', 'template', 'metadata', 'annotations'], hasValueForm: false },
  { path: ['spec', 'template', 'spec', 'nodeSelector'], hasValueForm: true },
  { path: ['spec', 'selector', 'matchLabels'], hasValueForm: true },
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
    for (const rendering of model.renderings) {
      for (const { construct, object } of rendering.objects) {
        for (const { path, hasValueForm } of PLACES) {
          const map = mapAt(object, path);
          if (map === undefined) continue;
          for (const key in map) {
            const remedy = remedyFor(key, map[key], hasValueForm);
            if (remedy === undefined) continue;
            yield { at: construct, field: `${path.join('.')}.${key}`, value: map[key], remedy, rendering };
          }
        }
      }
    }
  },
};

type Entries = Readonly<Record<string, unknown>>;

/** As `at`, without its list of arguments: every object of every app is looked at. */
function mapAt(object: Entries, path: readonly string[]): Entries | undefined {
  let map: unknown = object;
  for (const key of path) {
    if (!isMap(map)) return undefined;
    map = map[key];
  }
  return isMap(map) ? map : undefined;
}

/** Keys are repeated from object to object. */
const soundKeys = new Set<string>();

function remedyFor(key: string, value: unknown, hasValueForm: boolean): string | undefined {
  if (!soundKeys.has(key)) {
    if (!hasKeyForm(key)) return 'write the key like vnf.example/role';
    soundKeys.add(key);
  }
  if (typeof value !== 'string') return 'give text';
  const isSound = !hasValueForm || value === '' || NAME.test(value) || OF_CHART.has(key);
  return isSound ? undefined : 'shorten it, or make an annotation of it';
}

const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;

function hasKeyForm(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  return more.length === 0 && NAME.test(name) && (prefix === undefined || isDnsSubdomain(prefix));
}
