import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { expectGolden } from '../../support/golden';
import { corpus } from './support';

/** Programs that a reviewer should like to read. */
const SHOWN = ['vfw', 'talk-sriov-site', 'vmi-windows', 'cloud-init-rich', 'attachment-definitions', 'odd-names'];

it.each(SHOWN)('%s', (name) => {
  const sources = corpus.filter((source) => source.name === `${name}.yaml`);
  const text = importManifests(sources, { name: name === 'vfw' ? 'vfw' : 'vnf' }).text;
  expectGolden(`import/${name}.ts.txt`, text);
});

it('the order of documents and files changes nothing', () => {
  const [source] = corpus.filter(({ name }) => name === 'vfw.yaml');
  const documents = (source?.text ?? '').split('---\n');
  const { text } = importManifests([{ name: 'a', text: documents.join('---\n') }], { name: 'vfw' });
  const reversed = [...documents].reverse().map((document, index) => ({ name: `file${index}`, text: document }));
  expect(importManifests(reversed, { name: 'vfw' }).text).toBe(text);
});
