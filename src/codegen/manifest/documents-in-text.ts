import { isDeepStrictEqual } from 'node:util';
import { Lexer, parseDocument } from 'yaml';

import type { Json } from '../../helm';
import { at, isMap, type JsonMap } from './shape';

/** A YAML document in a string, as its readers see it. */
export interface TextDocument {
  readonly data: Json;
  /** The comments in it, without `#`. */
  readonly comments: readonly string[];
}

/**
 * Whether two texts mean the same. Documents do where their data are equal, whatever the style; where YAML 1.1 (PyYAML, in
 * the guest) and YAML 1.2 read one differently, only equal text is. The addresses that Nodus leaves out are a set.
 */
export function sameText(actual: string, expected: string, path: string): boolean {
  if (path.endsWith('/excludeIps')) return isDeepStrictEqual(wordsOf(actual), wordsOf(expected));
  if (path.endsWith('/macAddress')) return actual.toLowerCase() === expected.toLowerCase();
  if (/\/(userData|networkData)$/.test(path)) return sameYaml(actual, expected);
  const [left, right] = [jsonIn(actual), jsonIn(expected)];
  if (path.endsWith('nfn-network')) return isDeepStrictEqual(nodusMeaning(left), nodusMeaning(right));
  if (path.endsWith('/spec/config')) return isDeepStrictEqual(cniMeaning(left), cniMeaning(right));
  return right !== undefined && isDeepStrictEqual(left, right);
}

/** Plugins take an empty `ipam` for none. */
function cniMeaning(data: Json | undefined): Json | undefined {
  if (Array.isArray(data)) return (data as readonly Json[]).map((item) => cniMeaning(item) ?? null);
  if (!isMap(data)) return data;
  const isSaid = ([key, value]: [string, unknown]): boolean =>
    key !== 'ipam' || !isMap(value) || Object.keys(value).length > 0;
  const members = Object.entries(data).filter(isSaid);
  return Object.fromEntries(members.map(([key, value]) => [key, cniMeaning(value) ?? null]));
}

/** Nodus takes a missing `defaultGateway` for no. */
function nodusMeaning(data: Json | undefined): Json | undefined {
  const interfaces = at(data, 'interface');
  if (!isMap(data) || !Array.isArray(interfaces)) return data;
  const entries = (interfaces as readonly Json[]).map((one) =>
    isMap(one) ? { defaultGateway: 'false', ...one } : one,
  );
  return { ...data, interface: entries };
}

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter(Boolean).sort();
}

function sameYaml(actual: string, expected: string): boolean {
  const header = headerOf(expected);
  if (headerOf(actual) !== header || (header !== '' && header !== '#cloud-config')) return false;
  const [left, right] = [yamlIn(actual), yamlIn(expected)];
  return left !== undefined && right !== undefined && isDeepStrictEqual(spoken(left.data), spoken(right.data));
}

/** Network data without the interfaces' `dhcp4: false`, which is what silence says. */
function spoken(data: Json): Json {
  if (!isMap(data) || !isMap(data.ethernets)) return data;
  const ethernets = Object.entries(data.ethernets).map(([name, body]) => [name, isMap(body) ? withoutNo(body) : body]);
  return { ...data, ethernets: Object.fromEntries(ethernets) as Json };
}

function withoutNo(body: JsonMap): JsonMap {
  const isSaid = ([key, value]: [string, unknown]): boolean => !/^dhcp[46]$/.test(key) || value !== false;
  return Object.fromEntries(Object.entries(body).filter(isSaid));
}

/** The first line, where it tells the guest what the text is. */
export function headerOf(text: string): string {
  const [line = ''] = text.split('\n', 1);
  return /^(#|Content-Type|MIME)/i.test(line) ? line.trimEnd() : '';
}

/** Maps and lists in JSON text. */
export function jsonIn(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A map in YAML text that YAML 1.1 and YAML 1.2 read alike; undefined for anything else. */
export function yamlIn(text: string): TextDocument | undefined {
  try {
    const [old, current] = (['1.1', '1.2'] as const).map((version) => {
      const document = parseDocument(text, { version, logLevel: 'silent' });
      if (document.errors.length > 0) throw document.errors[0] as Error;
      return document.toJS({ maxAliasCount: 100 }) as Json;
    });
    if (old === undefined || current === undefined || !isDeepStrictEqual(old, current)) return undefined;
    if (typeof old !== 'object' || old === null || Array.isArray(old)) return undefined;
    return { data: JSON.parse(JSON.stringify(old)) as Json, comments: commentsIn(text) };
  } catch {
    return undefined;
  }
}

/** What the reader says before a scalar. */
const SCALAR = '\u001f';

/** The comments of a document, the header aside. */
function commentsIn(text: string): readonly string[] {
  const tokens = [...new Lexer().lex(text)];
  return tokens
    .filter((token, index) => token.startsWith('#') && tokens[index - 1] !== SCALAR)
    .map((comment) => comment.replace(/^#+/, '').trim())
    .filter((comment) => comment !== '' && comment !== 'cloud-config');
}
