import type { KubernetesObject } from './compiled-chart';
import type { Json } from './render';

/** A container image that a chart makes a cluster pull. */
export interface ChartImage {
  readonly name: string;
  readonly image: string;
}

/** The images in rendered objects, each once; a container or volume gives its name. */
export function imagesIn(objects: readonly KubernetesObject[]): ChartImage[] {
  const images = new Map<string, ChartImage>();
  const walk = (value: Json | undefined, outer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value as readonly Json[]) walk(item, outer);
      return;
    }
    const map = value as Readonly<Record<string, Json>>;
    const name = typeof map.name === 'string' ? map.name : outer;
    if (typeof map.image === 'string' && !images.has(map.image)) images.set(map.image, { name, image: map.image });
    for (const inner of Object.values(map)) walk(inner, name);
  };
  for (const object of objects) walk(object.spec, 'image');
  return [...images.values()].sort((a, b) => (a.image < b.image ? -1 : 1));
}
