const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** A Kubernetes quantity as a number; undefined for what is none. */
export function parseQuantity(quantity: unknown): number | undefined {
  const match = /^([0-9.]+)([a-zA-Z]*)$/.exec(String(quantity));
  const factor = FACTORS[match?.[2] ?? ''];
  const number = Number(match?.[1]) * (factor ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
}
