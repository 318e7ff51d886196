const MAX_CHARACTERS = 256 * 1024;
const MAX_LINE = 16 * 1024;
const MAX_DEPTH = 64;

/** Whether reading a text as YAML, or looking for expressions in it, could take more than a moment. */
export function isHard(text: string): boolean {
  if (text.length > MAX_CHARACTERS || text.split('\n').some((line) => line.length > MAX_LINE)) return true;
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return /(?:[-?:] +){64}/.test(text);
}

/** The data in YAML text that nobody checked, or why there is none. */
export function yamlData(text: string): { readonly data: unknown } | { readonly reason: string } {
  if (isHard(text)) return { reason: 'it is too long or nested too deeply to be read' };
  // Loaded here: few programs read YAML, and all would pay for it.
  const { parse } = require('yaml') as typeof import('yaml');
  try {
    return { data: parse(text, { prettyErrors: false, maxAliasCount: 10 }) as unknown };
  } catch (error) {
    return {
      reason: `it is no YAML: ${error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : 'unreadable'}`,
    };
  }
}
