/** Powers of ten, by suffix. */
const DECIMAL: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
/** Powers of two, by suffix. */
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/** Number with an exponent, `2e9`, or with a suffix, of which `E` alone is one [apimachinery pkg/api/resource]. */
const QUANTITY = /^\+?([0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]+)|([a-zA-Z]*))$/;

/** A Kubernetes quantity as a number; undefined for what is none, or less than 0. */
export function parseQuantity(quantity: unknown): number | undefined {
  const [, digits, exponent, suffix = ''] = QUANTITY.exec(String(quantity)) ?? [];
  const bits = BINARY[suffix];
  const power = exponent ?? (bits === undefined ? DECIMAL[suffix] : 0);
  if (digits === undefined || power === undefined) return undefined;
  return Number(`${digits}e${power}`) * 2 ** (bits ?? 0);
}
