import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

// In a process of its own: jest cannot load prettier, which writes the pages.
test('the pages on rules are current', () => {
  const check = ['--import', 'tsx', 'scripts/rule-docs.ts', '--check'];
  expect(() => execFileSync(process.execPath, check, { cwd: ROOT, stdio: 'pipe' })).not.toThrow();
});
