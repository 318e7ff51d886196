import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

/** `text` as prettier lays it out in this repository. */
export function laidOut(text: string): Promise<string> {
  const plugins = [typescript, estree as object];
  return format(text, { parser: 'typescript', plugins, printWidth: 120, singleQuote: true, trailingComma: 'all' });
}
