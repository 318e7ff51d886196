/** The value at a path inside plain data; undefined where the path ends early. */
export function at(data: unknown, ...path: readonly (string | number)[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** A list at a path inside plain data; empty for anything else. */
export function listAt(data: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = at(data, ...path);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a field says something: an empty text is none to KubeVirt, whose fields of text are not optional in Go. */
export function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Something in plain data, and where: `interfaces[1].state`. */
export interface Place {
  readonly path: string;
  readonly value: unknown;
}

/** Everything at a path that is there; `*` stands for every item of a list. */
export function everyAt(data: unknown, path: string): Place[] {
  let places: Place[] = [{ path: '', value: data }];
  for (const key of path.split('.')) {
    places = places.flatMap((place) =>
      key === '*'
        ? listAt(place.value).map((value, index) => ({ path: `${place.path}[${index}]`, value }))
        : [{ path: place.path === '' ? key : `${place.path}.${key}`, value: at(place.value, key) }],
    );
    places = places.filter(({ value }) => value !== undefined && value !== null);
    if (places.length === 0) break;
  }
  return places;
}
