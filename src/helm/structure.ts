import { HelmValue } from './helm-value';
import type { Expression, LoopVariable } from './expression';

/** Trees around trees: what a hole can hold besides an expression. The trees inside are as the author wrote them. */
export type Structure =
  | { readonly kind: 'condition'; readonly condition: Expression; readonly then: unknown; readonly otherwise: unknown }
  | { readonly kind: 'loop'; readonly over: Expression; readonly item: LoopVariable; readonly body: unknown }
  | {
      readonly kind: 'entry loop';
      readonly over: Expression;
      readonly key: LoopVariable;
      readonly item: LoopVariable;
      readonly entryKey: unknown;
      readonly body: unknown;
    }
  | {
      readonly kind: 'document';
      readonly format: 'yaml' | 'json';
      readonly header: string;
      readonly root: unknown;
    };

export interface YamlTextOptions {
  /** Text before the document, such as `#cloud-config`; a line break is added. @default - none */
  readonly header?: string;
}

/** A YAML document as the content of a string, holes inside included: cloud-init data, configuration files. */
export function yamlText(root: unknown, options: YamlTextOptions = {}): HelmValue<string> {
  const header = options.header === undefined ? '' : `${options.header}\n`;
  return new HelmValue({ structure: { kind: 'document', format: 'yaml', header, root } });
}

/** A compact JSON document as the content of a string, holes inside included: attachment configs, annotations. */
export function jsonText(root: unknown): HelmValue<string> {
  return new HelmValue({ structure: { kind: 'document', format: 'json', header: '', root } });
}
