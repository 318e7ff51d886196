import { shown } from '../findings';
import { yamlData } from './read-yaml';

/** What is wrong with an annotation that Artifact Hub reads. */
export interface AnnotationProblem {
  readonly field: string;
  readonly value: string;
  readonly reason: string;
  readonly remedy: string;
}

/** The annotation of Chart.yaml in which Artifact Hub looks for a changelog. */
export const CHANGES_ANNOTATION = 'artifacthub.io/changes';

const PREFIX = 'artifacthub.io/';

/** Text in a form that a pattern tells, `hint` tells people. */
interface TextForm {
  readonly pattern: RegExp;
  readonly hint: string;
}
type FieldForm = 'text' | 'flag' | 'texts' | TextForm;
/** A map: each field, and those that must be there. */
interface MapForm {
  readonly fields: Readonly<Record<string, FieldForm | ListForm>>;
  readonly required: readonly string[];
}
interface ListForm {
  readonly listOf: MapForm;
}
/** YAML in text: a map, a list of maps, a list of texts or maps, or a list of maps with any fields. */
type YamlForm = MapForm | ListForm | { readonly listOfTextOr: MapForm } | 'objects';
type Form = TextForm | { readonly yaml: YamlForm };

/** Go's strconv.ParseBool. */
const FLAG: TextForm = { pattern: /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/, hint: '"true" or "false"' };
const URL_FORM: TextForm = { pattern: /^https?:\/\/\S+$/, hint: 'a URL that begins with https://' };
const IMAGE: TextForm = {
  pattern:
    /^(?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/,
  hint: 'a reference to an image, such as registry.example/vnf/firewall:1.2.3',
};
const EMAIL: TextForm = { pattern: /^[^\s@]+@[^\s@]+$/, hint: 'an address such as someone@example.org' };
const LINK: MapForm = { fields: { name: 'text', url: URL_FORM }, required: ['name', 'url'] };

function oneOf(...words: readonly string[]): TextForm {
  return { pattern: new RegExp(`^(?:${words.join('|')})$`, 'i'), hint: `one of ${words.join(', ')}` };
}

/** docs/helm_annotations.md of artifacthub/hub, and what its internal/tracker/source/helm/helm.go refuses. */
const FORMS: Readonly<Record<string, Form>> = {
  alternativeName: { pattern: /^\S+$/, hint: 'a name without blanks' },
  category: oneOf(
    'ai-machine-learning',
    'database',
    'integration-delivery',
    'monitoring-logging',
    'networking',
    'security',
    'storage',
    'streaming-messaging',
    'skip-prediction',
  ),
  changes: {
    yaml: {
      listOfTextOr: {
        fields: {
          kind: oneOf('added', 'changed', 'deprecated', 'removed', 'fixed', 'security'),
          description: 'text',
          links: { listOf: LINK },
        },
        required: ['description'],
      },
    },
  },
  containsSecurityUpdates: FLAG,
  crds: {
    yaml: {
      listOf: {
        fields: { kind: 'text', version: 'text', name: 'text', displayName: 'text', description: 'text' },
        required: ['kind', 'version', 'name'],
      },
    },
  },
  crdsExamples: { yaml: 'objects' },
  images: {
    yaml: {
      listOf: {
        fields: { name: 'text', image: IMAGE, whitelisted: 'flag', platforms: 'texts' },
        required: ['image'],
      },
    },
  },
  license: { pattern: /^[A-Za-z0-9][A-Za-z0-9.-]*\+?$/, hint: 'an SPDX identifier such as Apache-2.0' },
  links: { yaml: { listOf: LINK } },
  maintainers: { yaml: { listOf: { fields: { name: 'text', email: EMAIL }, required: ['email'] } } },
  operator: FLAG,
  operatorCapabilities: oneOf('basic install', 'seamless upgrades', 'full lifecycle', 'deep insights', 'auto pilot'),
  prerelease: FLAG,
  recommendations: { yaml: { listOf: { fields: { url: URL_FORM }, required: ['url'] } } },
  screenshots: { yaml: { listOf: { fields: { title: 'text', url: URL_FORM }, required: ['url'] } } },
  signKey: { yaml: { fields: { fingerprint: 'text', url: URL_FORM }, required: ['url'] } },
};

/**
 * What Artifact Hub would not read in a chart's annotations. One value that it cannot read costs the whole version; a key or a
 * field that it does not know is left out without a word.
 */
export function artifactHubProblems(
  chart: string,
  annotations: Readonly<Record<string, string>> = {},
): AnnotationProblem[] {
  return Object.entries(annotations)
    .filter(([key]) => key.startsWith(PREFIX))
    .flatMap(([key, value]) => problemsOf(chart, key, value));
}

function problemsOf(chart: string, key: string, value: string): AnnotationProblem[] {
  const name = key.slice(PREFIX.length);
  const field = `annotations["${key}"]`;
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (!form) {
    const reason = 'Artifact Hub knows no such annotation, and leaves it out without a word';
    return [{ field, value: shown(value), reason, remedy: `write one of ${Object.keys(FORMS).join(', ')}` }];
  }
  const whys = 'yaml' in form ? yamlProblems(value, form.yaml) : textProblems(value, form, '');
  if (name === 'alternativeName' && whys.length === 0 && !chart.includes(value) && !value.includes(chart))
    whys.push({ reason: 'it neither holds the name of the chart nor is held by it', remedy: `keep ${chart} in it` });
  return whys.map(({ reason, remedy }) => ({ field, value: shown(value), reason, remedy }));
}

interface Why {
  readonly reason: string;
  readonly remedy: string;
}

function textProblems(value: unknown, { pattern, hint }: TextForm, where: string): Why[] {
  if (typeof value === 'string' && pattern.test(value)) return [];
  return [
    {
      reason: `${where === '' ? 'it' : where} is not ${hint}, and Artifact Hub cannot read it`,
      remedy: `write ${hint}`,
    },
  ];
}

function yamlProblems(text: string, form: YamlForm): Why[] {
  const remedy = 'write YAML as artifacthub.io/docs/topics/annotations/helm shows it';
  const read = yamlData(text);
  if ('reason' in read) return [{ reason: `${read.reason}, and Artifact Hub cannot read it`, remedy }];
  return reasonsAgainst(read.data, form).map((reason) => ({
    reason: `${reason}, and Artifact Hub cannot read it or leaves it out`,
    remedy,
  }));
}

function reasonsAgainst(data: unknown, form: YamlForm): string[] {
  if (typeof form === 'object' && 'fields' in form) return mapReasons(data, form, 'it');
  if (!Array.isArray(data)) return ['it is no list'];
  const items: readonly unknown[] = data;
  if (form === 'objects') return items.flatMap((item, index) => (isMap(item) ? [] : [`item ${index + 1} is no map`]));
  const item = 'listOf' in form ? form.listOf : form.listOfTextOr;
  // Artifact Hub takes entries that are all text, or all maps.
  const isAllText = 'listOfTextOr' in form && items.every((one) => typeof one === 'string');
  return isAllText ? [] : items.flatMap((one, index) => mapReasons(one, item, `item ${index + 1}`));
}

function mapReasons(data: unknown, { fields, required }: MapForm, where: string): string[] {
  if (!isMap(data)) return [`${where} is no map`];
  const missing = required.filter((name) => data[name] === undefined || data[name] === null || data[name] === '');
  const reasons = missing.map((name) => `${where} has no ${name}`);
  for (const [name, value] of Object.entries(data)) {
    const form = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (form === undefined) reasons.push(`${where} has a field ${JSON.stringify(name)} that is not known`);
    else if (!missing.includes(name)) reasons.push(...fieldReasons(value, form, `${name} of ${where}`));
  }
  return reasons;
}

function fieldReasons(value: unknown, form: FieldForm | ListForm, where: string): string[] {
  if (typeof form === 'object' && 'pattern' in form)
    return typeof value === 'string' && form.pattern.test(value) ? [] : [`${where} is not ${form.hint}`];
  if (form === 'text') return ['string', 'number', 'boolean'].includes(typeof value) ? [] : [`${where} is no text`];
  if (form === 'flag') return typeof value === 'boolean' ? [] : [`${where} is neither true nor false`];
  if (!Array.isArray(value)) return [`${where} is no list`];
  if (typeof form === 'object')
    return value.flatMap((one, index) => mapReasons(one, form.listOf, `item ${index + 1} of ${where}`));
  return value.every((one) => typeof one === 'string') ? [] : [`${where} holds something else than text`];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
