/** A fault to be planted in the engine: `from` is replaced by `to`. */
export interface Fault {
  readonly fault: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

export const FAULTS: readonly Fault[] = [
  {
    fault: 'a string loses its quotes',
    file: 'yaml-writer.ts',
    from: '`{{ ${text} | quote }}`',
    to: '`{{ ${text} }}`',
  },
  {
    fault: 'labels are indented one column too far',
    file: 'yaml-writer.ts',
    from: 'nindent ${indent.length} }}',
    to: 'nindent ${indent.length + 1} }}',
  },
  {
    fault: 'an integer is printed as a float',
    file: 'yaml-writer.ts',
    from: '{{ ${text} | int64 }}',
    to: '{{ ${text} }}',
  },
  { fault: 'literal braces are not escaped', file: 'yaml-writer.ts', from: ".replaceAll('{{', '{{`{{`}}')", to: '' },
  {
    fault: 'the else of a condition is dropped',
    file: 'yaml-writer.ts',
    from: 'if (part.otherwise.length > 0) {',
    to: 'if (part.otherwise.length > 9) {',
  },
  {
    fault: 'an inner loop takes the variable of the outer one',
    file: 'yaml-writer.ts',
    from: 'taken.has(name); n++',
    to: 'taken.has(name) && n < 2; n++',
  },
  {
    fault: 'the root is not named inside a loop',
    file: 'expression.ts',
    from: "return position.variables.size > 0 ? '$' : '';",
    to: "return '';",
  },
  {
    fault: 'an optional value is written without its guard',
    file: 'tree.ts',
    from: 'if (!expression.type.optional) return',
    to: 'if (place.isSorted || !expression.type.optional) return',
  },
  {
    fault: 'a block keeps the wrong line break at its end',
    file: 'yaml-writer.ts',
    from: "endsInBreak ? '|' : '|-'",
    to: "endsInBreak ? '|-' : '|'",
  },
  {
    fault: 'a comma is missing in a JSON document',
    file: 'yaml-writer.ts',
    from: "index > certain ? ',' : ''",
    to: "index > certain + 1 ? ',' : ''",
  },
  {
    fault: 'lines of a value are not indented in a block',
    file: 'yaml-writer.ts',
    from: 'goQuote(`\\n${indent}`)',
    to: 'goQuote(`\\n`)',
  },
  {
    fault: 'an empty collection is left out',
    file: 'yaml-writer.ts',
    from: '`{{- if not ${condition} }}`',
    to: '`{{- if ${condition} }}`',
  },
  {
    fault: 'an optional value in an expression has no zero',
    file: 'expression.ts',
    from: "if (optional && (kind === 'string' || kind === 'boolean'))",
    to: "if (optional && kind === 'boolean')",
  },
];
