import { byBytes } from '../../helm/go-text';
import type { Data, DataMap } from './fields';

const ESCAPED = /[<>&\u2028\u2029]/g;

/** JSON as Go's `json.Marshal` writes it: no blanks, and no character that HTML would take for its own. */
export function goJson(data: Data): string {
  return JSON.stringify(data).replace(ESCAPED, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A Go map, whose keys are written in the order of their bytes. */
export function sortedKeys(map: DataMap): DataMap {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => byBytes(a, b)));
}
