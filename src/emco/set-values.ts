import type { Json, ValuesData } from '../helm';

/** Values in the two forms that EMCO takes them. */
export interface SplitValues {
  /** `overrideValues` of a deployment intent group: `helm --set` keys and values. */
  readonly set: Readonly<Record<string, string>>;
  /** Content of the values file in a profile, for what `--set` would change or refuse. */
  readonly file: ValuesData;
}

/** EMCO's API takes no longer value [emco json-schemas/orchestrator/deployment-intent.json]. */
const LONGEST = 128;
/** Keys in which `--set` sees nothing but a name. */
const PLAIN_KEY = /^[A-Za-z0-9_-]+$/;
/** Text that `--set` takes for text: one line of ASCII, since Go folds other letters into `true` and `false`. */
const LINE = /^[\x20-\x7e]+$/;
/** What `--set` gives a type [helm pkg/strvals, typedVal]. */
const TYPED = /^(true|false|null|[+-]?\d+)$/i;

/** Values divided so that `helm template -f <file> --set <set>` gives each its type back, and no two keys overlap. */
export function splitValues(values: Readonly<Record<string, unknown>>): SplitValues {
  const set: Record<string, string> = {};
  return { set, file: takeFrom(values, [], set) };
}

/** Moves what `--set` can say into `set` and returns the rest. */
function takeFrom(
  values: Readonly<Record<string, unknown>>,
  path: readonly string[],
  set: Record<string, string>,
): ValuesData {
  const rest: Record<string, Json> = {};
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const here = [...path, key];
    if (isFilledMap(value)) {
      const inner = takeFrom(value, here, set);
      if (Object.keys(inner).length > 0) rest[key] = inner;
      continue;
    }
    const text = here.every((part) => PLAIN_KEY.test(part)) ? setValue(value) : undefined;
    if (text === undefined) rest[key] = value as Json;
    else set[here.join('.')] = text;
  }
  return rest;
}

function isFilledMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

/** The text that `--set` reads as exactly this value; undefined where there is none. */
export function setValue(value: unknown): string | undefined {
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  if (typeof value !== 'string' || !LINE.test(value) || TYPED.test(value)) return undefined;
  const text = value.replace(/[\\,]/g, '\\$&').replace(/^\{/, '\\{');
  return text.length > LONGEST ? undefined : text;
}
