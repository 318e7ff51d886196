import { parse } from 'yaml';
import { type ChartArchive, chartYamlOf } from './artifacts';
import { type ClearSigned, ClearSignedError, parseClearSigned } from './clear-signed';
import { digestOf } from '../digest';
import { fieldsOf } from './json';
import { loadOpenPgp, type OpenPgp } from './openpgp';
import { Problems, type VerificationProblem } from './problem';
import { END_OF_METADATA } from './provenance';

/** What a provenance file turned out to be worth. */
export interface ProvenanceVerification {
  readonly problems: readonly VerificationProblem[];
  /** Fingerprint of the key that signed; undefined where there are problems. */
  readonly signedBy?: string;
}

export interface ProvenanceToVerify {
  readonly provenance: Uint8Array | string;
  readonly archive: ChartArchive;
  /** Armoured public keys, any of which may have signed. */
  readonly publicKey: string;
}

/** Checks a `.prov` file against the archive that it speaks of and the key that should have signed it. */
export async function verifyProvenance(given: ProvenanceToVerify): Promise<ProvenanceVerification> {
  const problems = new Problems('provenance');
  const signedBy = await signerOf(given, problems);
  return problems.found.length > 0 ? { problems: problems.found } : { problems: [], signedBy };
}

async function signerOf(given: ProvenanceToVerify, problems: Problems): Promise<string | undefined> {
  try {
    const signed = parseClearSigned(given.provenance);
    compareWithArchive(signed.text, given.archive, problems);
    return await verifySignature(await loadOpenPgp(), signed, given.publicKey, problems);
  } catch (error) {
    if (!(error instanceof ClearSignedError)) throw error;
    problems.add(error.where, error.expected, error.found);
    return undefined;
  }
}

function compareWithArchive(text: string, archive: ChartArchive, problems: Problems): void {
  const end = text.indexOf(END_OF_METADATA);
  if (end < 0) {
    problems.add('text', 'metadata, "..." and sums', 'no "..."');
    return;
  }
  const metadata = yamlIn(text.slice(0, end));
  const sums = fieldsOf(yamlIn(text.slice(end + END_OF_METADATA.length)))?.files;
  problems.same(`files["${archive.fileName}"]`, digestOf(archive.bytes), fieldsOf(sums)?.[archive.fileName]);
  // That an archive cannot be read is reported with the archive.
  const chartYaml = chartYamlOf(archive);
  if (!('fields' in chartYaml)) return;
  for (const field of ['name', 'version']) problems.same(field, chartYaml.fields[field], fieldsOf(metadata)?.[field]);
}

function yamlIn(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0 }) as unknown;
  } catch {
    return undefined;
  }
}

async function verifySignature(
  openpgp: OpenPgp,
  signed: ClearSigned,
  armoredKeys: string,
  problems: Problems,
): Promise<string | undefined> {
  const verificationKeys = await publicKeysIn(openpgp, armoredKeys);
  if (verificationKeys.length === 0) {
    problems.add('key', 'an armoured OpenPGP public key', 'none that can be read');
    return undefined;
  }
  try {
    refuseLooseForm(await openpgp.readSignature({ binarySignature: signed.signature }), signed.signature);
    const message = await openpgp.readCleartextMessage({ cleartextMessage: signed.content });
    const { signatures } = await openpgp.verify({ message, verificationKeys, expectSigned: true });
    const keyId = signatures[0]?.keyID;
    const signer = verificationKeys.find((key) => keyId !== undefined && key.getKeys(keyId).length > 0);
    return signer?.getFingerprint().toUpperCase();
  } catch (error) {
    const expected = `a signature by ${verificationKeys.map((key) => key.getFingerprint().toUpperCase()).join(' or ')}`;
    problems.add('signature', expected, error instanceof Error ? error.message : 'none that can be read');
    return undefined;
  }
}

async function publicKeysIn(openpgp: OpenPgp, armoredKeys: string): ReturnType<OpenPgp['readKeys']> {
  try {
    return await openpgp.readKeys({ armoredKeys });
  } catch {
    return [];
  }
}

/** One signature packet, whose bytes are those that writing it again gives (its header may be of either format). */
function refuseLooseForm(signature: Awaited<ReturnType<OpenPgp['readSignature']>>, bytes: Uint8Array): void {
  const [packet, ...others] = signature.packets;
  const written = packet?.write() ?? new Uint8Array();
  const body = bytes.subarray(headerLength(bytes));
  const isTight =
    others.length === 0 && [body, withTightNumber(body)].some((form) => Buffer.from(form).equals(written));
  if (!isTight) throw new Error('bytes that no signature needs');
}

/** RFC 4880, chapter 4.2: the old format says how long its length is, the new one begins it with that. */
function headerLength([tag = 0, length = 0]: Uint8Array): number {
  if ((tag & 0x40) === 0) return [2, 3, 5][tag & 3] ?? 1;
  return length < 192 ? 2 : length < 224 ? 3 : 6;
}

/**
 * Go's older writer, in Helm 3, gives the length of the signature's number in whole bytes (`x/crypto/openpgp/packet`),
 * where the specification wants that of its highest bit.
 */
function withTightNumber(body: Uint8Array): Uint8Array {
  const at = (offset: number): number => Buffer.from(body).readUInt16BE(offset);
  const start = 10 + at(4) + at(6 + at(4));
  const number = body.subarray(start + 2);
  if (at(start) !== 8 * number.length) return body;
  const digits = number.subarray(number.findIndex((byte) => byte !== 0));
  const bits = 8 * digits.length - (Math.clz32(digits[0] ?? 0) - 24);
  return Buffer.concat([body.subarray(0, start), Buffer.from([bits >> 8, bits & 0xff]), digits]);
}
