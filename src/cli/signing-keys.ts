import { readFile } from 'node:fs/promises';
import { PublishError, reasonOf } from '../publish/publish-error';
import { ProvenanceSigner } from '../publish/trust';
import { hiddenPrompt } from './hidden-prompt';

const KEY = 'CDK8S_VNF_SIGN_KEY';
const PASSPHRASE = 'CDK8S_VNF_SIGN_PASSPHRASE';

/**
 * The signer of `.prov` files: its key lies in a file, or is the text of `CDK8S_VNF_SIGN_KEY`. A passphrase is never an
 * argument, since everybody on the machine can read those.
 */
export async function provenanceSigner(path: string | undefined): Promise<ProvenanceSigner | undefined> {
  const armored = path === undefined ? process.env[KEY] : await keyIn(path);
  if (armored === undefined || armored === '') return undefined;
  const origin = path ?? KEY;
  return ProvenanceSigner.load({ armored, origin, passphrase: () => passphraseOf(origin) });
}

async function keyIn(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const remedy = 'check the path';
    throw new PublishError({ where: path, what: 'no key can be read', why: reasonOf(error), remedy });
  }
}

async function passphraseOf(origin: string): Promise<string> {
  const given = process.env[PASSPHRASE];
  if (given !== undefined) return given;
  if (process.stdin.isTTY && process.stderr.isTTY) return hiddenPrompt(`passphrase of ${origin}: `);
  throw new PublishError({
    where: origin,
    what: 'the key is locked',
    why: `${PASSPHRASE} is not set, and there is no terminal to ask at`,
    remedy: 'set it from the secrets of the pipeline',
  });
}
