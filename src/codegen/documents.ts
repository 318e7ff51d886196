import { Composer, isScalar, LineCounter, Parser, type Tags, visit, type Document } from 'yaml';

import { CodegenError, reasonOf } from './codegen-error';

/** Text to read, with the name that messages give it. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** More than all CRDs of a large cluster, and little enough for the YAML reader to stay within the heap. */
export const MAX_SOURCE_BYTES = 16 * 1024 * 1024;

const MAX_ALIASES = 100;

/** The schemas of Kubernetes' own objects stay below a third of it. */
const MAX_DEPTH = 200;

/** A document with the line that it begins on. */
export interface NumberedDocument {
  readonly data: unknown;
  readonly line: number;
}

/** How plain scalars are read: as YAML 1.2 has it, or as Go and so `kubectl` do. */
export type ScalarRules = 'yaml-1.2' | 'go';

/** The documents of a YAML stream or of a JSON text, as plain data. */
export function readDocuments(source: Source): readonly unknown[] {
  return readNumberedDocuments(source, 'yaml-1.2').map(({ data }) => data);
}

/** The same, with the line of each document. */
export function readNumberedDocuments(source: Source, rules: ScalarRules): readonly NumberedDocument[] {
  refuseTooLarge(source.name, Buffer.byteLength(source.text));
  const documents = jsonDocument(source.text) ?? yamlDocuments(source, rules);
  refuseBottomless(
    source.name,
    documents.map(({ data }) => data),
  );
  return documents;
}

export function refuseTooLarge(name: string, bytes: number): void {
  if (bytes <= MAX_SOURCE_BYTES) return;
  throw new CodegenError({
    where: name,
    what: `${bytes} bytes of text`,
    why: `at most ${MAX_SOURCE_BYTES} bytes are read from one source`,
    remedy: 'split it into several files',
  });
}

/** An alias to what holds it, or nesting beyond all sense: later steps recurse. */
function refuseBottomless(name: string, documents: readonly unknown[]): void {
  const open = documents.map((value) => ({ value, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth === MAX_DEPTH) {
      throw new CodegenError({
        where: name,
        what: 'nested too deeply',
        why: `text is read down to ${MAX_DEPTH} levels, and an alias to what holds it has no end`,
        remedy: 'leave the inner part of the schema open',
      });
    }
    for (const member of Object.values(value)) open.push({ value: member, depth: depth + 1 });
  }
}

function jsonDocument(text: string): readonly NumberedDocument[] | undefined {
  if (!/^\s*\{\s*"/.test(text)) return undefined;
  try {
    return [{ data: JSON.parse(text) as unknown, line: 1 }];
  } catch {
    return undefined; // YAML in flow style may begin like JSON
  }
}

/** What YAML 1.1 knows and Go's reader does not, or reads as text: base 60, dates, collections of their own, `e1000`. */
const NOT_GO = /:(timestamp|binary|omap|pairs|set|float)$/;

function goTags(tags: Tags): Tags {
  const known = tags.filter(
    (tag) => typeof tag === 'string' || !(NOT_GO.test(tag.tag) || ('format' in tag && tag.format === 'TIME')),
  );
  return [...known, 'floatNaN', 'floatExp', 'float'];
}

function yamlDocuments(source: Source, rules: ScalarRules): readonly NumberedDocument[] {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  try {
    // The reader's own search for repeated keys takes quadratic time.
    const composer = new Composer({
      uniqueKeys: false,
      merge: true,
      logLevel: 'error',
      ...(rules === 'go' ? { version: '1.1', customTags: goTags } : {}),
    });
    return Array.from(composer.compose(new Parser(lines.addNewLine).parse(source.text)), (document) => {
      const [error] = document.errors;
      if (error) throw new Error(`${reasonOf(error)} (line ${lineAt(error.pos[0])})`, { cause: error });
      refuseRepeatedKeys(document, lineAt);
      const start = document.contents?.range?.[0] ?? document.range[0];
      return { data: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown, line: lineAt(start) };
    });
  } catch (error) {
    throw unreadable(source, error);
  }
}

function refuseRepeatedKeys(document: Document.Parsed, lineAt: (offset: number) => number): void {
  visit(document, {
    Map(_, map) {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const line = lineAt(key.range?.[0] ?? 0);
          throw new Error(`the key "${String(key.value)}" stands twice in one map (line ${line})`);
        }
        seen.add(key.value);
      }
    },
  });
}

function unreadable(source: Source, error: unknown): CodegenError {
  return new CodegenError(
    {
      where: source.name,
      what: 'not readable as YAML',
      why: reasonOf(error),
      remedy: holdsTemplates(source.text) ? RENDER_FIRST : 'give a file that kubectl accepts',
    },
    { cause: error },
  );
}

/** What to do with the text of a chart. */
export const RENDER_FIRST =
  'the text holds {{ templates }}: render it first, for example with helm template --include-crds';

/** What to write instead, where a value of the text is of the wrong kind. */
export function remedyFor(source: Source, remedy: string): string {
  return holdsTemplates(source.text) ? RENDER_FIRST : remedy;
}

function holdsTemplates(text: string): boolean {
  return text.includes('{{');
}
