/**
 * Functions and keywords of templates that came after Helm 3.8, with the release: those of Go 1.18, of sprig 3.3, and
 * Helm's own [helm pkg/engine/funcs.go and go.mod by tag; each tried with Helm 3.8.1 to 4.2.3].
 */
export const LATER_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['break', '3.10.0'],
  ['continue', '3.10.0'],
  ['sha512sum', '3.16.0'],
  ['fromToml', '3.17.0'],
  ['toYamlPretty', '3.17.0'],
  ['mustToYaml', '4.0.0'],
  ['mustToToml', '4.2.0'],
]);

/** Comment, quoted text, name, end of the action, or anything else. */
const TOKEN = /\/\*[^]*?(?:\*\/|$)|"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'|[\w.$]+|\}\}|[^]/y;

/** What of a template only later releases than Helm 3.8 know, with the first of them. */
export function laterFunctions(template: string): ReadonlyMap<string, string> {
  const called = new Map<string, string>();
  const token = new RegExp(TOKEN);
  for (let start = template.indexOf('{{'); start >= 0; start = template.indexOf('{{', token.lastIndex)) {
    token.lastIndex = start + 2;
    let match = token.exec(template);
    for (; match && match[0] !== '}}'; match = token.exec(template)) {
      const since = LATER_FUNCTIONS.get(match[0]);
      if (since !== undefined) called.set(match[0], since);
    }
    if (!match) break;
  }
  return called;
}
