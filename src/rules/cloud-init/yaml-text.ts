import { parseDocument } from 'yaml';

/** YAML as a guest's reader takes it. */
export interface YamlText {
  /** What it says; undefined where the reader gives up. */
  readonly content: unknown;
  /** Why it gives up. */
  readonly problem?: string;
}

/** Reads text as PyYAML does, which speaks YAML 1.1. */
export function readYamlText(text: string): YamlText {
  const document = parseDocument(text, { version: '1.1' });
  const [error] = document.errors;
  return error
    ? { content: undefined, problem: error.message.split('\n', 1)[0] ?? '' }
    : { content: document.toJS() as unknown };
}
