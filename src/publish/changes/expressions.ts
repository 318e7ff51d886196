/** Words that begin an action which writes nothing itself. */
const LOGIC = /^(if|else|end|with|range|define|block|template|break|continue|\$\w*\s*:?=|\/\*)/;
/** Text in quotes may hold braces; outside of it no action begins within another. */
const ACTION = /\{\{-?\s*((?:`[^`]*`|"(?:\\.|[^"\\])*"|[^`"{]|\{(?!\{))*?)\s*-?\}\}/g;

/** A template without its comments, in time that grows with its length alone. */
export function withoutComments(template: string): string {
  let kept = '';
  let at = 0;
  for (const { index } of template.matchAll(/\{\{-?\s?\/\*/g)) {
    if (index < at) continue;
    const close = template.indexOf('*/', index);
    const end = close < 0 ? -1 : template.indexOf('}}', close);
    if (end < 0) break;
    kept += template.slice(at, index);
    at = end + 2;
  }
  return kept + template.slice(at);
}

/** A template in which YAML can be read: expressions are marks, conditions and loops are gone. */
export interface ReadableTemplate {
  readonly text: string;
  /** Conditions, loops and assignments, each with the line that follows it. */
  readonly logic: readonly string[];
  /** Puts the expressions back. */
  readonly restore: (text: string) => string;
}

/**
 * Makes a Helm template readable as YAML.
 *
 * @param whole how an expression stands that is a line of its own: as a member of a map, or an item of a list
 */
export function readableTemplate(template: string, whole: 'member' | 'item'): ReadableTemplate {
  const expressions: string[] = [];
  const mark = (expression: string): string => `xXexpression${expressions.push(expression) - 1}Xx`;
  const lines: string[] = [];
  const logic: string[] = [];
  let pending: string[] = [];
  for (const line of template.replaceAll('\r\n', '\n').split('\n')) {
    const actions = actionsIn(line);
    const isWhole = actions.length > 0 && line.replace(ACTION, '').trim() === '';
    // What stands for a collection whose every member depends on a condition.
    const isEmpty = /^\s*(\{\}|\[\])$/.test(line);
    if (isEmpty || (isWhole && actions.every((action) => LOGIC.test(action)))) {
      pending.push(...(isEmpty ? [line.trim()] : actions));
      continue;
    }
    logic.push(...pending.map((action) => `${action} | ${line.trim()}`));
    pending = [];
    lines.push(
      isWhole ? wholeLine(line, actions, mark, whole) : line.replace(ACTION, (_, action: string) => mark(action)),
    );
  }
  return {
    text: lines.join('\n'),
    logic: [...logic, ...pending],
    restore: (text) =>
      text.replace(/xXexpression(\d+)Xx/g, (_, index: string) => shown(expressions[Number(index)] ?? '')),
  };
}

function actionsIn(line: string): string[] {
  return [...line.matchAll(ACTION)].map(([, action = '']) => action);
}

/** `nindent` says where the lines will stand; the line itself may stand anywhere. */
function wholeLine(
  line: string,
  actions: readonly string[],
  mark: (expression: string) => string,
  whole: 'member' | 'item',
): string {
  const indent = Number(/\bnindent (\d+)/.exec(actions.join(' '))?.[1] ?? line.search(/\S/));
  return `${' '.repeat(indent)}${whole === 'item' ? '- ' : ''}${mark(actions.join(' '))}${whole === 'member' ? ': null' : ''}`;
}

/** The name of an object is nearly always an include; the rest of the expression is noise. */
function shown(expression: string): string {
  const included = /^include "[^"]*\.([\w-]+)" \.(?: \| (?:quote|nindent \d+))*$/.exec(expression)?.[1];
  return included === undefined ? `{{ ${expression} }}` : `<${included}>`;
}
