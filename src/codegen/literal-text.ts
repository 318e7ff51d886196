/** A string literal as prettier writes it with single quotes preferred. */
export function stringLiteral(text: string): string {
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const plain = escaped.replace(/\\"/g, '"');
  const singles = text.split("'").length;
  const doubles = text.split('"').length;
  return singles > doubles ? `"${escaped}"` : `'${plain.replace(/'/g, "\\'")}'`;
}

/** Prettier knows the letters of the basic plane. */
const IDENTIFIER = /^(?!.*[\u{10000}-\u{10ffff}])[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** A property's name, quoted where it is no identifier. */
export function propertyName(name: string): string {
  return IDENTIFIER.test(name) ? name : stringLiteral(name);
}

/** A JSDoc comment at the given indent, one line where it fits. */
export function docComment(text: string, indent: string, width: number): readonly string[] {
  const lines = text
    .replace(/\*\//g, '*\\/')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
    .trim()
    .split('\n')
    .map((line) => line.trimEnd());
  const [first = ''] = lines;
  const single = `${indent}/** ${first} */`;
  if (lines.length === 1 && single.length <= width) return [single];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}
