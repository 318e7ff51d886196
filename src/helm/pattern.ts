/**
 * Patterns are read by Helm (Go's RE2) and by us (ECMAScript). Only what both read, and read alike, may be used; what
 * differs in meaning alone is read here as Go reads it.
 */
const NOT_IN_RE2 = /\\[1-9]|\\[kucB0]|\(\?(?!:)|\[\^?\]|\{\d{4,}/;
const PARTS = /\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]|\./g;

/** Why a pattern cannot stand in a schema; undefined where it can. */
export function patternProblem(pattern: string): string | undefined {
  const construct = NOT_IN_RE2.exec(pattern);
  if (construct) return `Helm reads patterns as RE2, which has no ${construct[0]}`;
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A pattern as Go reads it: its dot and its blanks are not ECMAScript's. */
export function goPattern(pattern: string): RegExp {
  const translated = pattern.replace(PARTS, (part) => {
    if (part === '.') return '[^\\n]';
    if (part === '\\s') return '[\\t\\n\\f\\r ]';
    if (part === '\\S') return '[^\\t\\n\\f\\r ]';
    return part.startsWith('[') ? part.replaceAll('\\s', '\\t\\n\\f\\r ') : part;
  });
  return new RegExp(patternProblem(pattern) === undefined ? translated : '', 'u');
}
