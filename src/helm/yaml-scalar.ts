/**
 * How strings are written so that every reader takes them for the same string: YAML 1.1 (PyYAML, cloud-init) and 1.2
 * readers, and the Go reader of Helm and kubectl, which is neither.
 */
const PLAIN = /^[A-Za-z_/][A-Za-z0-9_./@+=:,;()'-]*( [A-Za-z0-9_./@+=:,;()'-]+)*$/;
const PLAIN_NUMERIC = /^\d+((\.\d+){2,}(\/\d+)?|[KMGTPE]i|m)$/;
/** Some YAML 1.1 readers take an exponent alone for a number. */
const EXPONENT = /^[eE]\d+$/;
const COLON_BEFORE_BLANK = /:( |$)/;
const RESERVED = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf']);
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
/** Characters that some reader refuses or takes for a line break unless they are escaped, and text that Helm drops. */
const NEEDS_ESCAPE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|<(?=no value>)/g;
const NOT_IN_BLOCK = /[^\t\n\x20-\x7e\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]|<no value>/;
const ENDS_BLANK = /\s$/u;

export function isPlainScalar(text: string): boolean {
  return (
    (PLAIN.test(text) && !COLON_BEFORE_BLANK.test(text) && !EXPONENT.test(text) && !RESERVED.has(text.toLowerCase())) ||
    PLAIN_NUMERIC.test(text)
  );
}

export function doubleQuoted(text: string): string {
  return escapedJson(JSON.stringify(text));
}

/** Manifests repeat the same few keys and words; deciding their style anew costs most of the writing. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;
const LONGEST_KNOWN = 64;

/** A string on one line, in the most readable style that is safe. */
export function scalarText(text: string): string {
  const style = known.get(text);
  if (style !== undefined) return style;
  const written = styled(text);
  if (text.length <= LONGEST_KNOWN && known.size < MOST_KNOWN) known.set(text, written);
  return written;
}

function styled(text: string): string {
  if (isPlainScalar(text)) return text;
  const hasEscapes = text.includes('"') || text.includes('\\');
  if (hasEscapes && !text.includes("'") && !NOT_IN_BLOCK.test(text) && PRINTABLE_ASCII.test(text)) return `'${text}'`;
  return doubleQuoted(text);
}

/** A number. An exponent without a fraction is text to YAML 1.1 readers. */
export function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

/**
 * Whether a block scalar carries the text unchanged: through templates too, whose `{{-` and whose document ends trim
 * blanks, so that neither the first nor the last line may be blank or begin or end with blanks.
 */
export function fitsBlock(text: string): boolean {
  if (!text.includes('\n')) return false;
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return body !== '' && !NOT_IN_BLOCK.test(text) && !/^\s/u.test(body) && !ENDS_BLANK.test(body);
}

/** Whether text may stand in a block scalar and in a document inside a string. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** Characters that cannot stand in a block scalar or in a document inside a string. */
const UNPRINTABLE_CHARACTERS = '\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u2028\u2029\ufeff\ufffe\uffff';
const UNPRINTABLE = new RegExp(`[${UNPRINTABLE_CHARACTERS}]`);

/** Patterns in the common subset of RE2 and ECMAScript. */
export const UNPRINTABLE_PATTERN = `[${UNPRINTABLE_CHARACTERS}]`;
export const PRINTABLE_PATTERN = `^[^${UNPRINTABLE_CHARACTERS}]*$`;

/** JSON in ASCII but for letters: what every YAML reader takes too. */
export function escapedJson(json: string): string {
  return json.replace(NEEDS_ESCAPE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
