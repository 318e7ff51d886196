import type { IConstruct } from 'constructs';
import { note, shown } from '../findings';
import { placeOfHole } from '../helm/sentinel';

/** What a name must look like, and why. */
interface NameRule {
  readonly pattern: RegExp;
  readonly limit: number;
  readonly reason: string;
  readonly remedy: string;
}

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const EMCO = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const RULES = {
  /** Every name that stays a key of EMCO's database [emco json-schemas, `metadata.name`]. */
  resource: {
    pattern: EMCO,
    limit: 128,
    reason: "EMCO's API refuses the name",
    remedy: 'use letters, digits, dashes, dots and underscores, at most 128, a letter or digit at both ends',
  },
  /** Names that EMCO gives to objects of the cluster [emco dcm/pkg/module/apply.go]. */
  object: {
    pattern: LABEL,
    limit: 63,
    reason: 'EMCO names Kubernetes objects after it',
    remedy: 'use lower-case letters, digits and dashes, at most 63, a letter or digit at both ends',
  },
} as const satisfies Record<string, NameRule>;

/** Notes a name that the API or the cluster would refuse. */
export function checkName(construct: IConstruct, field: string, name: string, rule: keyof typeof RULES): void {
  const { pattern, limit, reason, remedy } = RULES[rule];
  if (pattern.test(name) && name.length <= limit) return;
  note(construct, { id: 'VNF501', severity: 'error', field, value: shown(name), reason, remedy });
}

/** Notes chart values in what EMCO reads, which renders no templates. */
export function checkLiteral(construct: IConstruct, field: string, data: unknown): void {
  const place = placeOfHole(data);
  if (place === undefined) return;
  note(construct, {
    id: 'VNF113',
    severity: 'error',
    field: place === '' || place.startsWith('[') ? `${field}${place}` : `${field}.${place}`,
    value: 'a chart value',
    reason: 'EMCO reads this and renders no template, so that nothing would stand in its place',
    remedy: 'give a literal; chart.evaluate(text, group.release, group.valuesOf(chart)) fills text in',
  });
}

/** Notes text that is longer than a field of EMCO takes [emco json-schemas, `maxLength`]. */
export function checkLength(construct: IConstruct, field: string, text: string | undefined, limit: number): void {
  checkLiteral(construct, field, text);
  const length = [...(text ?? '')].length;
  if (length <= limit) return;
  note(construct, {
    id: 'VNF502',
    severity: 'error',
    field,
    value: shown(text),
    reason: `EMCO's API takes at most ${limit} characters here and refuses ${length}`,
    remedy: 'shorten the text',
  });
}
