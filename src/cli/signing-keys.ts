import { readFile } from 'node:fs/promises';
import { PublishError, reasonOf } from '../publish/publish-error';
import { ProvenanceSigner, type SigstoreSigning, SigstoreSigner } from '../publish/trust';
import { buildFacts, type BuildOptions } from './build-facts';
import { hiddenPrompt } from './hidden-prompt';

/** The variables that hold a key's text and its passphrase. */
interface Variables {
  readonly key: string;
  readonly passphrase: string;
}

const OPENPGP: Variables = { key: 'CDK8S_VNF_SIGN_KEY', passphrase: 'CDK8S_VNF_SIGN_PASSPHRASE' };
const SIGSTORE: Variables = { key: 'CDK8S_VNF_SIGSTORE_KEY', passphrase: 'CDK8S_VNF_SIGSTORE_PASSPHRASE' };

/** The signer of `.prov` files, where there is a key for it. */
export async function provenanceSigner(path: string | undefined): Promise<ProvenanceSigner | undefined> {
  const key = await keyOf(path, OPENPGP);
  return key && ProvenanceSigner.load({ ...key, armored: key.text });
}

/** The signer of Sigstore bundles and what it states, where there is a key for it. */
export async function sigstoreSigning(
  path: string | undefined,
  options: BuildOptions,
): Promise<SigstoreSigning | undefined> {
  const key = await keyOf(path, SIGSTORE);
  if (!key) return refuseUnused(options);
  const build = buildFacts(options, process.env);
  return { signer: await SigstoreSigner.load({ ...key, pem: key.text }), build };
}

/** What would be left out without a word. */
function refuseUnused(options: BuildOptions): undefined {
  const given = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`]));
  if (given.length === 0) return undefined;
  throw new PublishError({
    where: given.join(', '),
    what: 'nothing is stated of the build',
    why: 'no key is there to sign the statement with',
    remedy: `give one with --sigstore-key or ${SIGSTORE.key}`,
  });
}

interface GivenKey {
  readonly text: string;
  readonly origin: string;
  readonly passphrase: () => Promise<string>;
}

/**
 * A key lies in a file, or is the text of a variable. A passphrase is never an argument, since everybody on the machine can
 * read those.
 */
async function keyOf(path: string | undefined, { key, passphrase }: Variables): Promise<GivenKey | undefined> {
  const text = path === undefined ? process.env[key] : await keyIn(path);
  if (text === undefined || text === '') return undefined;
  const origin = path ?? key;
  return { text, origin, passphrase: () => passphraseOf(origin, passphrase) };
}

async function keyIn(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const remedy = 'check the path';
    throw new PublishError({ where: path, what: 'no key can be read', why: reasonOf(error), remedy });
  }
}

async function passphraseOf(origin: string, variable: string): Promise<string> {
  const given = process.env[variable];
  if (given !== undefined) return given;
  if (process.stdin.isTTY && process.stderr.isTTY) return hiddenPrompt(`passphrase of ${origin}: `);
  throw new PublishError({
    where: origin,
    what: 'the key is locked',
    why: `${variable} is not set, and there is no terminal to ask at`,
    remedy: 'set it from the secrets of the pipeline',
  });
}
