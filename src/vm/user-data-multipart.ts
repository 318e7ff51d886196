import { type HelmValue, yamlText } from '../helm';
import { Document, hasNodes, type Tree, treeOf } from '../helm/tree';
import { documentText } from '../helm/yaml-writer';
import type { UserDataPart } from './user-data';

/** A line of base64 in mail [RFC 2045]. */
const BASE64_LINE = /.{1,76}/g;

/** Parts as one text. Only YAML can carry chart values in the middle of a document, so MIME is for parts without any. */
export function multipartText(parts: readonly UserDataPart[]): HelmValue<string> | string {
  const fixed = parts.flatMap(({ kind, text }) => {
    const content = fixedText(text);
    return content === undefined ? [] : [{ kind, text: content }];
  });
  return fixed.length === parts.length ? mime(fixed) : archive(parts);
}

interface FixedPart extends UserDataPart {
  readonly text: string;
}

/** The text of a part in which nothing is left to whoever installs the chart. */
function fixedText(text: UserDataPart['text']): string | undefined {
  const tree: Tree = treeOf(text);
  if (tree instanceof Document) return hasNodes(tree) ? undefined : documentText(tree);
  return typeof tree === 'string' ? tree : undefined;
}

function archive(parts: readonly UserDataPart[]): HelmValue<string> {
  const items = parts.map(({ kind, text }) => ({ ...(kind && { type: `text/${kind}` }), content: text }));
  return yamlText(items, { header: '#cloud-config-archive' });
}

function mime(parts: readonly FixedPart[]): string {
  const boundary = boundaryFor(parts);
  const bodies = parts.map((part) => `--${boundary}\n${mimePart(part)}`);
  return `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${boundary}"\n\n${bodies.join('')}--${boundary}--\n`;
}

/** The same for the same parts, and in none of them. */
function boundaryFor(parts: readonly FixedPart[]): string {
  for (let n = 0; ; n++) {
    const boundary = `==part-${n}==`;
    if (parts.every(({ text }) => !text.includes(boundary))) return boundary;
  }
}

/** Python's mail reader, which cloud-init uses, takes unencoded bytes beyond ASCII for Latin-1. */
function mimePart({ kind, text }: FixedPart): string {
  const type = `Content-Type: text/${kind ?? 'plain'}; charset="utf-8"\n`;
  if (isAscii(text)) return `${type}\n${text.endsWith('\n') ? text : `${text}\n`}`;
  const encoded = Buffer.from(text).toString('base64').match(BASE64_LINE) ?? [];
  return `${type}Content-Transfer-Encoding: base64\n\n${encoded.join('\n')}\n`;
}

function isAscii(text: string): boolean {
  return /^[\t\n\r\x20-\x7e]*$/.test(text);
}
