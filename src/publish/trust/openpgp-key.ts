import type { OpenPgp, PrivateKey } from './openpgp';
import { PublishError } from '../publish-error';

/** An armoured private key and what unlocks it. */
export interface OpenPgpPrivateKey {
  /** Text of the key, from a file or the environment. */
  readonly armored: string;
  /** Where the key came from, for error messages: a path or the name of a variable. @default 'the signing key' */
  readonly origin?: string;
  /** The passphrase, or what asks for it; only called where the key is locked. @default - none */
  readonly passphrase?: string | (() => string | Promise<string>);
}

/** Reads and unlocks a key that every Helm can verify with. @throws PublishError naming the origin, never the content */
export async function openPrivateKey(openpgp: OpenPgp, given: OpenPgpPrivateKey): Promise<PrivateKey> {
  const where = given.origin ?? 'the signing key';
  const key = await readPrivateKey(openpgp, given.armored, where);
  const signing = await signingKeyOf(key, where);
  for (const part of [key, signing]) refuseUnlessRsa(part.getAlgorithmInfo().algorithm, where);
  return unlock(openpgp, key, given.passphrase, where);
}

async function readPrivateKey(openpgp: OpenPgp, armoredKey: string, where: string): Promise<PrivateKey> {
  try {
    return await openpgp.readPrivateKey({ armoredKey });
  } catch {
    throw new PublishError({
      where,
      what: 'no private key can be read',
      why: 'provenance is signed with an armoured OpenPGP private key',
      remedy: 'export one with gpg --export-secret-keys --armor <key>',
    });
  }
}

async function signingKeyOf(key: PrivateKey, where: string): Promise<Awaited<ReturnType<PrivateKey['getSigningKey']>>> {
  try {
    return await key.getSigningKey();
  } catch {
    throw new PublishError({
      where,
      what: 'the key cannot sign',
      why: 'it is expired, revoked, too short (RSA needs 2048 bits), or made for something else',
      remedy: 'give a valid RSA key that may sign',
    });
  }
}

/** Helm up to 3.8 reads keys with golang.org/x/crypto/openpgp, which knows no elliptic curve of today's gpg. */
function refuseUnlessRsa(algorithm: string, where: string): void {
  if (algorithm.startsWith('rsa')) return;
  throw new PublishError({
    where,
    what: `the key is of type ${algorithm}`,
    why: 'Helm 3.8, which EMCO embeds, cannot read keys of another type than RSA',
    remedy: 'sign with an RSA key, such as gpg --quick-generate-key <name> rsa3072 sign makes',
  });
}

async function unlock(
  openpgp: OpenPgp,
  key: PrivateKey,
  given: OpenPgpPrivateKey['passphrase'],
  where: string,
): Promise<PrivateKey> {
  if (key.isDecrypted()) return key;
  const passphrase = typeof given === 'function' ? await given() : given;
  const remedy = 'give the passphrase of this key';
  if (passphrase === undefined || passphrase === '')
    throw new PublishError({ where, what: 'the key is locked', why: 'no passphrase was given', remedy });
  try {
    return await openpgp.decryptKey({ privateKey: key, passphrase });
  } catch {
    throw new PublishError({ where, what: 'the key is locked', why: 'the passphrase does not open it', remedy });
  }
}
