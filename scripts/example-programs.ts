import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** An example as two programs. */
export interface ExampleProgram {
  readonly bad: string;
  readonly good: string;
}

/** What names stand for in a text. */
type Bindings = ReadonlyMap<string, string>;

/**
 * The programs of rule examples, by `<ids> <name>`, out of their source text: what a helper builds is written out, and the
 * one argument in which the two sides differ stands in its place. What cannot be read so (examples made in a loop) is not
 * there.
 */
export function programsOf(folder: string): ReadonlyMap<string, ExampleProgram> {
  const programs = new Map<string, ExampleProgram>();
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    const helpers = helpersOf(source);
    visitCalls(source, (call) => {
      const [title, ids] = call.arguments;
      if (!title || !ts.isStringLiteral(title)) return;
      const program = expand(call, helpers, constantsOf(source));
      const key = ids && idsOf(ids);
      if (program && key) programs.set(`${key} ${title.text}`, program);
      else if (program?.ids) programs.set(`${program.ids} ${title.text}`, program);
    });
  }
  return programs;
}

function visitCalls(node: ts.Node, visit: (call: ts.CallExpression) => void): void {
  if (ts.isCallExpression(node)) visit(node);
  ts.forEachChild(node, (child) => visitCalls(child, visit));
}

/** `VNF201` or `VNF201,VNF202`, out of a literal or a list of them. */
function idsOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteral(node)) return /^VNF\d{3}$/.test(node.text) ? node.text : undefined;
  if (!ts.isArrayLiteralExpression(node)) return undefined;
  return node.elements.map((element) => (ts.isStringLiteral(element) ? element.text : '')).join();
}

type Helpers = ReadonlyMap<string, ts.ArrowFunction>;

function helpersOf(source: ts.SourceFile): Helpers {
  const helpers = new Map<string, ts.ArrowFunction>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (initializer && ts.isArrowFunction(initializer)) helpers.set(name.getText(), initializer);
  }
  return helpers;
}

/** Short constants of the file, to be written out. */
function constantsOf(source: ts.SourceFile): Bindings {
  const constants = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!initializer || ts.isArrowFunction(initializer) || ts.isArrayLiteralExpression(initializer)) continue;
      const text = substituted(initializer, constants);
      if (text.length < 120) constants.set(name.getText(), text.replace(/ as const$/, ''));
    }
  }
  return constants;
}

/** A call of `example`, or of a helper that calls it in the end. */
function expand(
  call: ts.CallExpression,
  helpers: Helpers,
  outer: Bindings,
): (ExampleProgram & { readonly ids?: string }) | undefined {
  const callee = call.expression.getText();
  const texts = call.arguments.map((argument) => substituted(argument, outer));
  if (callee === 'example') return written(call, texts, outer);
  const helper = helpers.get(callee);
  if (!helper || call.arguments.some((argument) => ts.isSpreadElement(argument))) return undefined;
  const bindings = new Map([
    ...constantsOf(call.getSourceFile()),
    ...helper.parameters.map(({ name }, index) => [name.getText(), texts[index] ?? 'undefined'] as const),
  ]);
  const inner = ts.isBlock(helper.body) ? undefined : helper.body;
  return inner && ts.isCallExpression(inner) ? expand(inner, helpers, bindings) : undefined;
}

/** `example(name, ids, build, bad, good)`. */
function written(
  call: ts.CallExpression,
  texts: readonly string[],
  bindings: Bindings,
): (ExampleProgram & { readonly ids?: string }) | undefined {
  const [, ids = '', , bad, good] = texts;
  const build = call.arguments[2];
  if (!build || !ts.isArrowFunction(build) || bad === undefined || good === undefined) return undefined;
  const [, argument] = build.parameters;
  const name = argument?.name;
  if (name && !ts.isIdentifier(name)) return undefined;
  const program = (text: string): string => {
    const all = name ? new Map([...bindings, [name.text, text]]) : bindings;
    const body = ts.isBlock(build.body)
      ? build.body.statements.map((statement) => substituted(statement, all)).join('\n')
      : substituted(build.body, all);
    return simplified(body);
  };
  return { bad: program(bad), good: program(good), ids: ids.replaceAll(/[^VNF0-9,]/g, '') };
}

/** The text of a node with some names replaced by what they stand for. */
function substituted(node: ts.Node, bindings: Bindings): string {
  const start = node.getStart();
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  const visit = (child: ts.Node): void => {
    if (ts.isShorthandPropertyAssignment(child)) {
      const value = bindings.get(child.name.text);
      if (value !== undefined)
        edits.push({ from: child.getStart(), to: child.end, text: `${child.name.text}: ${value}` });
      return;
    }
    if (ts.isIdentifier(child) && isReference(child)) {
      const value = bindings.get(child.text);
      if (value !== undefined) edits.push({ from: child.getStart(), to: child.end, text: inPlace(child, value) });
    }
    ts.forEachChild(child, visit);
  };
  visit(node);
  const text = node.getText();
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((done, edit) => done.slice(0, edit.from - start) + edit.text + done.slice(edit.to - start), text);
}

/** A function that is called needs parentheses. */
function inPlace(name: ts.Identifier, text: string): string {
  const isCalled = ts.isCallExpression(name.parent) && name.parent.expression === name;
  return isCalled && /^\(.*\) =>|^\w+ =>/s.test(text) ? `(${text})` : text;
}

function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !ts.isTypeReferenceNode(parent) && !(ts.isParameter(parent) && parent.name === node);
}

/** Without the branches that a literal condition decides. */
function simplified(program: string): string {
  const source = ts.createSourceFile('program.ts', program, ts.ScriptTarget.Latest, true);
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIfStatement(node) && isLiteral(node.expression)) {
      const branch = isTrue(node.expression) ? node.thenStatement : node.elseStatement;
      edits.push({ from: node.getStart(), to: node.end, text: branch?.getText() ?? '' });
    } else if (ts.isConditionalExpression(node) && isLiteral(node.condition)) {
      const branch = isTrue(node.condition) ? node.whenTrue : node.whenFalse;
      edits.push({ from: node.getStart(), to: node.end, text: branch.getText() });
    } else if (ts.isCallExpression(node) && inlined(node) !== undefined) {
      edits.push({ from: node.getStart(), to: node.end, text: inlined(node) ?? '' });
    } else if (ts.isTemplateExpression(node) && joined(node) !== node.getText()) {
      edits.push({ from: node.getStart(), to: node.end, text: joined(node) });
    } else ts.forEachChild(node, visit);
  };
  visit(source);
  const text = edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((done, { from, to, text: by }) => done.slice(0, from) + by + done.slice(to), program);
  return edits.length === 0 ? text : simplified(text);
}

/** What a function that is called where it stands gives. */
function inlined({ expression, arguments: values }: ts.CallExpression): string | undefined {
  const callee = ts.isParenthesizedExpression(expression) ? expression.expression : undefined;
  if (!callee || !ts.isArrowFunction(callee) || ts.isBlock(callee.body)) return undefined;
  const body = ts.isParenthesizedExpression(callee.body) ? callee.body.expression : callee.body;
  return substituted(
    body,
    new Map(callee.parameters.map(({ name }, index) => [name.getText(), values[index]?.getText() ?? 'undefined'])),
  );
}

/** A template with the texts that stand in it as its own. */
function joined({ head, templateSpans }: ts.TemplateExpression): string {
  const spans = templateSpans.map(({ expression, literal }) => {
    const end = literal
      .getText()
      .replace(/^\}/, '')
      .replace(/(`|\$\{)$/, '');
    const text = expression.getText();
    const isText = ts.isNoSubstitutionTemplateLiteral(expression) || ts.isTemplateExpression(expression);
    if (isText) return text.slice(1, -1) + end;
    return (ts.isStringLiteral(expression) ? expression.text : `\${${text}}`) + end;
  });
  return head.getText().replace(/\$\{$/, '') + spans.join('') + '`';
}

function isLiteral(node: ts.Expression): boolean {
  return isTrue(node) || node.kind === ts.SyntaxKind.FalseKeyword || node.getText() === 'undefined';
}

function isTrue(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.TrueKeyword;
}
