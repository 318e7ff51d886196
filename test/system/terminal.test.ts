import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archive } from '../publish/support/charts';
import { FakeRegistry } from '../publish/support/fake-registry';
import { ran } from '../publish/support/ran';
import { installed, served } from '../publish/support/servers';
import { BUILD, openPgpKeys } from '../publish/trust/samples';

const ROOT = join(__dirname, '..', '..');
const PASSPHRASE = 'a passphrase that nobody prints';
const OTHER = 'another one that nobody prints';
const CTRL_C = '\x03';
const CTRL_D = '\x04';

interface Shown {
  readonly shown: string;
  readonly code: number;
  /** Whether the terminal echoed what was typed, at each step. */
  readonly echoes: readonly boolean[];
  readonly isRestored: boolean;
}
/** Waits for a text, then types another. */
type Step = readonly [text: string, typed: string];

let work: string;
beforeAll(async () => {
  installed('python3');
  work = mkdtempSync(join(tmpdir(), 'terminal-'));
  writeFileSync(join(work, 'vnf-1.0.0.tgz'), archive('vnf', '1.0.0'));
  writeFileSync(join(work, 'key.asc'), (await openPgpKeys({ passphrase: PASSPHRASE })).privateKey);
  const { privateKey } = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: OTHER },
  });
  writeFileSync(join(work, 'key.pem'), privateKey);
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

/** The command at a terminal of its own. */
async function atTerminal(steps: readonly Step[], ...args: readonly string[]): Promise<Shown> {
  const command = [process.execPath, '--import', 'tsx', join(ROOT, 'src/cli/main.ts'), ...args];
  const script = join(ROOT, 'test/publish/support/terminal.py');
  const { stdout, stderr } = await ran('python3', [script, JSON.stringify(steps), ...command], {
    HOME: work,
    TERM: 'xterm',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Shown;
}

const publish = (steps: readonly Step[], site: string, ...args: readonly string[]) =>
  atTerminal(steps, 'publish', join(work, 'vnf-1.0.0.tgz'), '--to', join(work, site), ...args);
const SIGN = () => ['--sign-key', join(work, 'key.asc')];
const SIGSTORE = () => [
  ...['--sigstore-key', join(work, 'key.pem'), '--source', BUILD.source.uri],
  ...['--commit', BUILD.source.commit, '--builder', BUILD.builder],
];

test('a passphrase is asked for at a terminal and never shown, for each key', async () => {
  const asked = (key: string) => `passphrase of ${join(work, key)}: `;
  const steps: Step[] = [
    [asked('key.asc'), `${PASSPHRASE}\r`],
    [asked('key.pem'), `${OTHER}\r`],
  ];
  const { shown, ...rest } = await publish(steps, 'both', ...SIGN(), ...SIGSTORE());
  expect({ shown, ...rest }).toMatchObject({ code: 0, echoes: [false, false], isRestored: true });
  expect(shown).toContain('publish vnf 1.0.0 at');
  for (const secret of [PASSPHRASE, OTHER, PASSPHRASE.slice(0, 12), '*']) expect(shown).not.toContain(secret);
  expect(existsSync(join(work, 'both', 'vnf-1.0.0.tgz.prov'))).toBe(true);
  expect(existsSync(join(work, 'both', 'vnf-1.0.0.tgz.sigstore.json'))).toBe(true);
});

test.each([
  ['Ctrl-C', CTRL_C, 'nothing was typed'],
  ['Ctrl-C after a part of it', `${PASSPHRASE.slice(0, 12)}${CTRL_C}`, 'nothing was typed'],
  ['Ctrl-D', CTRL_D, 'nothing was typed'],
  ['a wrong one', `${OTHER}\r`, 'the passphrase does not open it'],
  ['an empty one', '\r', 'no passphrase was given'],
])('%s ends it, publishes nothing, and leaves the terminal as it was', async (name, typed, message) => {
  const site = `not-${name}`;
  const { shown, ...rest } = await publish([['passphrase of', typed]], site, ...SIGN());
  expect(rest).toEqual({ code: 1, echoes: [false], isRestored: true });
  expect(shown).toContain(message);
  for (const secret of [PASSPHRASE, OTHER, PASSPHRASE.slice(0, 12)]) expect(shown).not.toContain(secret);
  expect(existsSync(join(work, site))).toBe(false);
});

test('a terminal shows each chart, and the bytes that went out', async () => {
  const noise = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`noise-${index}`, randomBytes(1_500_000).toString('latin1')]),
  );
  const large = archive('large', '1.0.0', noise);
  writeFileSync(join(work, 'large-1.0.0.tgz'), large);
  const registry = new FakeRegistry();
  // So slow that the lines have time to move.
  const server = await served({
    send: async (request) => {
      if (request.method === 'PATCH') await new Promise((resolve) => setTimeout(resolve, 500));
      return registry.send(request);
    },
  });
  const target = `oci://127.0.0.1:${server.port}/charts`;
  const charts = [join(work, 'large-1.0.0.tgz'), join(work, 'vnf-1.0.0.tgz')];
  const { shown, code } = await atTerminal([], 'publish', ...charts, '--to', target, '--plain-http');
  await server.stop();
  expect(code).toBe(0);
  for (const subject of ['large 1.0.0', 'vnf 1.0.0']) expect(shown).toContain(`publish ${subject} at ${target}`);
  const seen = [...shown.matchAll(new RegExp(`(\\d+) of (\\d+) bytes`, 'g'))].map(([, sent, of]) => [
    Number(sent),
    Number(of),
  ]);
  const ofLarge = seen.filter(([, of]) => of === large.length).map(([sent]) => sent);
  expect(new Set(ofLarge).size).toBeGreaterThan(1);
  expect(ofLarge).toEqual([...ofLarge].sort((a = 0, b = 0) => a - b));
});
