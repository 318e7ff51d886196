import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { importManifests } from '../../../src/codegen/manifest';

const PAGE = readFileSync(join(__dirname, '../../../docs/import.md'), 'utf8');
const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'm').exec(PAGE)?.[1] ?? '';

it('the program in the docs is what comes of the manifests in the docs', () => {
  const source = { name: 'router.yaml', text: block('yaml') };
  const { text, findings } = importManifests([source], { name: 'router', modernize: true });
  expect(text).toBe(block('ts'));
  expect(findings).toEqual([]);
});
