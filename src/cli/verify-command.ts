import { readFile } from 'node:fs/promises';

import { PublishError, reasonOf } from '../publish/publish-error';
import { archivesAt, artifactsAt, type ArtifactsToVerify, verify, type Verification } from '../publish/trust';

export interface VerifyArguments {
  /** Packaged charts, or folders that hold some; what belongs to a chart lies beside it, under its name. */
  readonly paths: readonly string[];
  /** Files of public keys: armoured OpenPGP for `.prov`, PEM for Sigstore bundles. @default - none */
  readonly publicKey?: string | readonly string[];
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
  const archives = (await Promise.all(argv.paths.map(archivesAt))).flat();
  const charts: VerifiedChart[] = [];
  for (const archive of new Set(archives)) {
    const artifacts = await artifactsAt(archive);
    charts.push({ archive, ...(artifacts ? await verify({ ...artifacts, keys }) : MISSING) });
  }
  const text = argv.json ? `${JSON.stringify({ version: 1, charts }, undefined, 2)}\n` : charts.map(linesOf).join('');
  (argv.stdout ?? process.stdout).write(text);
  refuseFailed(charts);
}

interface VerifiedChart extends Verification {
  readonly archive: string;
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
