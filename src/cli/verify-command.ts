import { readFile } from 'node:fs/promises';

import { artifactsInRegistry } from '../publish/artifacts-in-registry';
import { PublishError, reasonOf } from '../publish/publish-error';
import { archivesAt, artifactsAt, type ArtifactsToVerify, verify, type Verification } from '../publish/trust';

export interface VerifyArguments {
  /**
   * Packaged charts, or folders that hold some, with what belongs to a chart beside it, under its name; and charts in registries,
   * as `oci://…`.
   */
  readonly paths: readonly string[];
  /** Files of public keys: armoured OpenPGP for `.prov`, PEM for Sigstore bundles. @default - none */
  readonly publicKey?: string | readonly string[];
  /** Speak HTTP without TLS to registries. @default false */
  readonly plainHttp?: boolean;
  /** Certificates, in PEM, of the only authorities that are trusted. @default - those Node trusts */
  readonly caFile?: string;
  /** Print JSON in place of lines. @default false */
  readonly json?: boolean;
  /** @default process.stdout */
  readonly stdout?: { write(text: string): unknown };
}

/**
 * Verifies packaged charts against their provenance, signatures, statements and index.
 *
 * @throws PublishError where anything does not fit, after all of it is printed
 */
export async function runVerify(argv: VerifyArguments): Promise<void> {
  const keys = await keysIn([argv.publicKey ?? []].flat());
  const charts = new Map<string, VerifiedChart>();
  for (const path of argv.paths)
    for (const { archive, artifacts } of await found(path, argv))
      charts.set(archive, { archive, ...(artifacts ? await verify({ ...artifacts, keys }) : MISSING) });
  const verified = [...charts.values()];
  const text = argv.json
    ? `${JSON.stringify({ version: 1, charts: verified }, undefined, 2)}\n`
    : verified.map(linesOf).join('');
  (argv.stdout ?? process.stdout).write(text);
  refuseFailed(verified);
}

interface VerifiedChart extends Verification {
  readonly archive: string;
}

interface Found {
  readonly archive: string;
  readonly artifacts?: ArtifactsToVerify;
}

async function found(path: string, options: VerifyArguments): Promise<readonly Found[]> {
  if (path.startsWith('oci://')) {
    const versions = await artifactsInRegistry(path, options);
    return versions.map(({ reference, artifacts }) => ({ archive: reference, artifacts }));
  }
  const archives = await archivesAt(path);
  return Promise.all(archives.map(async (archive) => ({ archive, artifacts: await artifactsAt(archive) })));
}

/** An archive that was named, or that the index lists. */
const MISSING: Verification = {
  problems: [{ what: 'archive', where: '', expected: 'a file', found: 'nothing' }],
  checked: [],
};

function linesOf({ archive, problems, checked, signedBy }: VerifiedChart): string {
  const signature = signedBy === undefined ? '' : `, signed by ${signedBy}`;
  if (problems.length === 0) return `ok ${archive}: ${checked.join(', ')}${signature}\n`;
  const lines = problems.map(({ what, where, expected, found }) => {
    const place = where === '' ? what : `${what}, ${where}`;
    return `  ${place}\n    expected: ${expected}\n    found:    ${found}\n`;
  });
  return `bad ${archive}\n${lines.join('')}`;
}

function refuseFailed(charts: readonly VerifiedChart[]): void {
  const failed = charts.filter(({ problems }) => problems.length > 0);
  if (failed.length === 0) return;
  throw new PublishError({
    where: failed.map(({ archive }) => archive).join(', '),
    what: `${failed.length} of ${charts.length} charts cannot be trusted`,
    why: 'what was found is not what was expected, as listed',
    remedy: 'fetch them again, and ask whoever published them if that does not help',
  });
}

const ARMOURS = { openPgp: '-----BEGIN PGP PUBLIC KEY BLOCK-----', sigstore: '-----BEGIN PUBLIC KEY-----' };

/** Keys by their kind, which their armour tells. */
async function keysIn(paths: readonly string[]): Promise<ArtifactsToVerify['keys']> {
  const texts = await Promise.all(paths.map(readKey));
  const of = (armour: string): string | undefined =>
    texts.filter((text) => text.includes(armour)).join('\n') || undefined;
  return { openPgp: of(ARMOURS.openPgp), sigstore: of(ARMOURS.sigstore) };
}

async function readKey(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => refuseKey(path, reasonOf(error)));
  if (Object.values(ARMOURS).some((armour) => text.includes(armour))) return text;
  return refuseKey(path, 'it holds neither an armoured OpenPGP public key nor a public key in PEM');
}

function refuseKey(where: string, why: string): never {
  const remedy = 'export one with gpg --armor --export <key>, or openssl pkey -in <private key> -pubout';
  throw new PublishError({ where, what: 'no public key can be read', why, remedy });
}
