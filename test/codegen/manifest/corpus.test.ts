import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { laidOut } from '../crd/layout';
import { corpus, documentsIn, objectsOf } from './support';
import { identity, meaning } from './meaning';
import { compileAgainstLibrary } from './compile';

const options = { name: 'imported' };
const exact = { ...options, exact: true };

describe('the corpus', () => {
  it('has the shapes that people have', () => expect(corpus.length).toBeGreaterThanOrEqual(60));

  it('becomes programs that compile', () => {
    const programs = corpus.flatMap((source) => [
      [`${source.name}.exact.ts`, importManifests([source], exact).text],
      [`${source.name}.ts`, importManifests([source], options).text],
    ]);
    expect(compileAgainstLibrary(Object.fromEntries(programs))).toEqual([]);
  });
});

describe.each(corpus.map((source) => [source.name, source] as const))('%s', (_, source) => {
  it('comes back as it was', () => {
    const made = objectsOf(importManifests([source], exact).text);
    const expected = documentsIn(source.text);
    expect(new Map(made.map((object) => [identity(object), meaning(object)]))).toEqual(
      new Map(expected.map((object) => [identity(object), meaning(object)])),
    );
  });

  it('is laid out as prettier lays it out', async () => {
    for (const how of [options, exact]) {
      const { text } = importManifests([source], how);
      expect(text).toBe(await laidOut(text));
    }
  });
});
