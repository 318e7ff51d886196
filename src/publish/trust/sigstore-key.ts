import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from '../digest';
import { PublishError } from '../publish-error';

/** A private key in PEM, and what unlocks it. */
export interface SigstorePrivateKey {
  readonly pem: string;
  /** Where the key came from, for error messages. @default 'the signing key' */
  readonly origin?: string;
  /** @default - none */
  readonly passphrase?: string | (() => string | Promise<string>);
}

/** How each type of key signs: Ed25519 hashes by itself (Sigstore's algorithm registry). */
const HASHES: Readonly<Record<string, string | null>> = { 'ec prime256v1': 'sha256', ed25519: null };

/** A public key that checks Sigstore signatures. */
export class SigstoreVerifier {
  /** What names the key in a bundle: the hash of its DER form, as cosign writes it. */
  readonly hint: string;
  protected readonly hash: string | null;

  protected constructor(private readonly publicKey: KeyObject) {
    this.hash = HASHES[typeOf(publicKey)] ?? null;
    this.hint = Buffer.from(sha256(publicKey.export({ type: 'spki', format: 'der' })), 'hex').toString('base64');
  }

  /** @throws PublishError where the text is no PEM of a public key that Sigstore's tools know */
  static fromPem(pem: string, origin = 'the public key'): SigstoreVerifier {
    const key = attempt(() => createPublicKey(refusePrivate(pem)));
    return new SigstoreVerifier(checked(key, origin, 'public'));
  }

  /** Every public key in a text. @throws PublishError where it holds none, or one that Sigstore's tools do not know */
  static allFromPem(text: string, origin?: string): readonly SigstoreVerifier[] {
    const pems = text.match(/-----BEGIN [A-Z ]+-----[^]*?-----END [A-Z ]+-----/g) ?? [text];
    return pems.map((pem) => SigstoreVerifier.fromPem(pem, origin));
  }

  /** The public key in PEM. */
  get publicKeyPem(): string {
    return this.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  }

  verify(message: Uint8Array, signature: Uint8Array): boolean {
    return verify(this.hash, message, this.publicKey, signature);
  }
}

/** A private key that makes Sigstore signatures; it shows itself to nobody. */
export class SigstoreSigner extends SigstoreVerifier {
  readonly #privateKey: KeyObject;

  private constructor(privateKey: KeyObject) {
    super(createPublicKey(privateKey));
    this.#privateKey = privateKey;
  }

  /** @throws PublishError for a key that cannot be read or that Sigstore's tools do not know */
  static async load(given: SigstorePrivateKey): Promise<SigstoreSigner> {
    const origin = given.origin ?? 'the signing key';
    const isLocked = /^-----BEGIN ENCRYPTED|^Proc-Type: .*ENCRYPTED/m.test(given.pem);
    const passphrase = isLocked && typeof given.passphrase === 'function' ? await given.passphrase() : given.passphrase;
    const key = attempt(() => createPrivateKey({ key: given.pem, passphrase: passphrase as string | undefined }));
    return new SigstoreSigner(checked(key, origin, 'private'));
  }

  /** Ed25519 gives the same signature for the same message; ECDSA gives another one each time. */
  sign(message: Uint8Array): Uint8Array {
    return sign(this.hash, message, this.#privateKey);
  }
}

/** Node would take a private key for its public half, and the caller would have handed it out. */
function refusePrivate(pem: string): string {
  if (pem.includes('PRIVATE KEY')) throw new Error();
  return pem;
}

/** What Node says about a key it cannot read names no content, but says nothing of use either. */
function attempt(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function checked(key: KeyObject | undefined, where: string, half: 'private' | 'public'): KeyObject {
  const remedy =
    half === 'private'
      ? 'make one with openssl genpkey -algorithm ed25519, and give its passphrase where it has one'
      : 'make one with openssl pkey -in <private key> -pubout';
  if (!key) {
    const why = `Sigstore signatures need a ${half} key in PEM; cosign's own encrypted form is not read`;
    throw new PublishError({ where, what: `no ${half} key can be read`, why, remedy });
  }
  if (typeOf(key) in HASHES) return key;
  const why = 'Sigstore tools verify ECDSA on P-256 and Ed25519 everywhere, other keys not';
  throw new PublishError({ where, what: `the key is of type ${typeOf(key)}`, why, remedy });
}

function typeOf(key: KeyObject): string {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return `${key.asymmetricKeyType}${curve === undefined ? '' : ` ${curve}`}`;
}
