/** What YAML text says, with the place of each part, so that text can be changed without writing the rest anew. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry extends Span {
  readonly key: string;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly items: readonly YamlItem[];
}

export interface YamlItem extends Span {
  readonly value: YamlNode;
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly text: string;
  /** What Go's reader takes it for. */
  readonly type: 'text' | 'number' | 'boolean' | 'null';
}

/** Whole lines of the source, from the start of the first to the start of the next part. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** The column at which the part begins; -1 where it is not a block of lines of its own. */
  readonly column: number;
}

/** A part that cannot be cut out of its text. */
export const NOWHERE: Span = { start: 0, end: 0, column: -1 };

/** Text that is no YAML, or YAML that nobody needs to describe a chart. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
}

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
/** YAML 1.1, which Go's reader follows here. */
const BOOLEANS = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const NUMBERS =
  /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*|(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$/;

/** A scalar without quotes. */
export function plainScalar(text: string): YamlScalar {
  const first = text.charCodeAt(0);
  const mayBeNumber = first < 58 && first !== 47;
  if (mayBeNumber && NUMBERS.test(text) && text !== '.') return { kind: 'scalar', text, type: 'number' };
  if (text.length <= 5 && NULLS.has(text)) return { kind: 'scalar', text: '', type: 'null' };
  if (text.length <= 5 && BOOLEANS.test(text)) return { kind: 'scalar', text, type: 'boolean' };
  return { kind: 'scalar', text, type: 'text' };
}

export function textScalar(text: string): YamlScalar {
  return { kind: 'scalar', text, type: 'text' };
}
