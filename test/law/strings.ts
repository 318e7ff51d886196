import fc from 'fast-check';

/** A class of text that some writer or reader of templates, YAML or JSON gets wrong. */
interface HostileClass {
  readonly matches: RegExp;
  readonly samples: readonly string[];
}

export const HOSTILE = {
  'opening braces': { matches: /\{\{/, samples: ['{{', '{{ .Values.x }}', '{{{', '{{{{', '{{- end }}', '{{/* x */}}'] },
  'closing braces': { matches: /\}\}/, samples: ['}}', '}}}', ' -}}'] },
  'brace at an end': { matches: /^\{(?!\{)|\{$/, samples: ['{', '{a', 'a{'] },
  quotes: { matches: /["'`]/, samples: ['"', "'", '`', `"'`, "''", '""'] },
  backslash: { matches: /\\/, samples: ['\\', '\\n', '\\u0041', '\\"'] },
  'YAML word': {
    matches: /^(no|Yes|on|OFF|y|N|null|~|True|false|\.inf|\.NaN|=|<<|Null|nan)$/,
    samples: [
      'no',
      'Yes',
      'on',
      'OFF',
      'y',
      'N',
      'null',
      '~',
      'True',
      'false',
      '.inf',
      '.NaN',
      '=',
      '<<',
      'Null',
      'nan',
    ],
  },
  'looks like a number': {
    matches: /^[-+.]?\d[\d_.:xXobeE+A-Fa-f-]*$/,
    samples: [
      '0755',
      '1e3',
      '0x1F',
      '0X1F',
      '0o17',
      '0b11',
      '1_000',
      '12:30:45',
      '1.10',
      '-0',
      '+1',
      '.5',
      '1e+21',
      '2001-01-01',
      '52:54:00:12:34:56',
      '12345678901234567890',
    ],
  },
  'colon and blank': { matches: /: |:$/, samples: [': ', 'a: b', 'a:', ': '] },
  hash: { matches: /#/, samples: ['#', ' #', 'a #b', '# c'] },
  indicator: {
    matches: /^[-?:,[\]{}#&*!|>'"%@`]/,
    samples: ['- a', '? a', '[', ']', '&a', '*a', '!a', '|', '>', '%a', '@a', '-', '?', ','],
  },
  percent: { matches: /%/, samples: ['%', '%s', '%%', '100%d', '%!s(int=1)'] },
  markup: { matches: /[<>&]/, samples: ['<', '>', '&', '<b>&amp;</b>'] },
  newline: {
    matches: /\n/,
    samples: ['\n', 'a\nb', '\n\n', 'a\n\nb\n', '#!/bin/sh\necho a\n', '\n  a', 'a\n b\n\tc', 'a \nb'],
  },
  dashes: { matches: /(^|\n)---/, samples: ['---', '---\n', 'a\n---\nb', '--- a'] },
  'leading blank': { matches: /^[ \t]/, samples: [' ', '\t', '  a', '\ta', ' \n'] },
  'trailing blank': { matches: /[ \t]$/, samples: [' ', '\t', 'a ', 'a\t', 'a\n '] },
  'carriage return': { matches: /\r/, samples: ['\r', 'a\r\nb', 'a\r'] },
  'no-break space at the end': { matches: /\u00a0$/, samples: ['\u00a0', 'a\u00a0', 'a\nb\u00a0'] },
  'control character': {
    matches: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/,
    samples: ['\0', '\u0001', '\b', '\f', '\v', '\u001b', '\u007f', '\u0080', '\u009f', '\u0007'],
  },
  'line separator': {
    matches: /[\u0085\u2028\u2029\ufeff]/,
    samples: ['\u0085', '\u2028', '\u2029', '\ufeff', 'a\u2028b'],
  },
  astral: { matches: /[\u{10000}-\u{10ffff}]/u, samples: ['😀', '𝒳', '\u{10ffff}', '\u{1f3f3}\u{fe0f}'] },
  'beyond ASCII': { matches: /[\u00a1-\ud7ff]/, samples: ['ß', 'ñandú', '日本', '\u00ad', '\u200b', '\u3000'] },
  empty: { matches: /^$/, samples: [''] },
  'very long': { matches: /^[^]{1000,}$/, samples: ['x'.repeat(1200), 'long words '.repeat(110)] },
} as const satisfies Record<string, HostileClass>;

export type HostileName = keyof typeof HOSTILE;

/** The classes that a text belongs to. */
export function classesOf(text: string): HostileName[] {
  return (Object.keys(HOSTILE) as HostileName[]).filter((name) => HOSTILE[name].matches.test(text));
}

const WORDS = ['a', 'eth0', 'firewall', 'x-1', 'some words', '10.0.0.1', 'path/to'];

const sample = fc
  .constantFrom(...Object.values(HOSTILE).map(({ samples }) => samples))
  .chain((samples) => fc.constantFrom(...samples));

/** Any well-formed text, most of it of a hostile class. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: sample },
  { weight: 2, arbitrary: fc.constantFrom(...WORDS) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.oneof(sample, fc.constantFrom(...WORDS)), { minLength: 2, maxLength: 3 })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
);

/** Leaves out what text values and text around chart values may not hold. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, '');
}

/** Text that a value may be. */
export const printableText: fc.Arbitrary<string> = anyText.map(printable);
