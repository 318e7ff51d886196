import { sourceDateEpoch } from '../../helm/archive';
import type { PlainMap } from '../../helm/tree';
import { YamlWriter } from '../../helm/yaml-writer';
import { type ChartArchive, chartYamlOf } from './artifacts';
import { digestOf } from '../digest';
import { type Fields, withSortedKeys } from './json';
import { loadOpenPgp, type PrivateKey } from './openpgp';
import { openPrivateKey, type OpenPgpPrivateKey } from './openpgp-key';
import { PublishError } from '../publish-error';

/** Stands between the metadata and the sums, since a clear-signed text cannot hold `---` (Helm, `pkg/provenance`). */
export const END_OF_METADATA = '\n...\n';

/** Signs packaged charts with one OpenPGP key, which it shows to nobody. */
export class ProvenanceSigner {
  readonly #key: PrivateKey;
  readonly #date: Date;

  private constructor(key: PrivateKey, date: Date) {
    this.#key = key;
    this.#date = date;
  }

  /**
   * Reads and unlocks a key. Signatures are dated by `SOURCE_DATE_EPOCH`, or where that is older than the key, by the
   * key's last change, so that the same archive and key give the same bytes.
   *
   * @throws PublishError for a key that not every Helm can verify with
   */
  static async load(key: OpenPgpPrivateKey): Promise<ProvenanceSigner> {
    const opened = await openPrivateKey(await loadOpenPgp(), key);
    return new ProvenanceSigner(opened, new Date(Math.max(sourceDateEpoch() * 1000, lastChangeOf(opened))));
  }

  /** Fingerprint of the key, in upper case as gpg prints it. */
  get fingerprint(): string {
    return this.#key.getFingerprint().toUpperCase();
  }

  /** The public half of the key, armoured. */
  get publicKey(): string {
    return this.#key.toPublic().armor();
  }

  /** The `.prov` file of a packaged chart. */
  async sign(archive: ChartArchive): Promise<string> {
    const openpgp = await loadOpenPgp();
    const signed = await openpgp.sign({
      message: await openpgp.createCleartextMessage({ text: provenanceText(archive) }),
      signingKeys: this.#key,
      date: this.#date,
      config: {
        nonDeterministicSignaturesViaNotation: false,
        preferredHashAlgorithm: openpgp.enums.hash.sha512,
      },
    });
    return signed.replaceAll('\r\n', '\n').trimEnd();
  }
}

/** What is signed: Chart.yaml and the sum of the archive, laid out as Helm does. */
export function provenanceText(archive: ChartArchive): string {
  const metadata = yamlOf(withSortedKeys(metadataOf(archive)) as PlainMap);
  const sums = yamlOf({ files: { [archive.fileName]: digestOf(archive.bytes) } });
  return `${metadata}${END_OF_METADATA}${sums}`.trimEnd();
}

function metadataOf(archive: ChartArchive): Fields {
  const chartYaml = chartYamlOf(archive);
  if ('fields' in chartYaml) return chartYaml.fields;
  throw new PublishError({
    where: archive.fileName,
    what: 'there is nothing to sign',
    why: chartYaml.reason,
    remedy: 'sign a packaged chart',
  });
}

function yamlOf(data: PlainMap): string {
  return new YamlWriter().document(data).toString();
}

/** When the key, its names and its subkeys got their present form; a signature older than that counts for nothing. */
function lastChangeOf(key: PrivateKey): number {
  const signatures = [
    ...key.users.flatMap((user) => user.selfCertifications),
    ...key.subkeys.flatMap((subkey) => subkey.bindingSignatures),
  ];
  const times = signatures.map(({ created }) => created?.getTime() ?? 0);
  return Math.max(key.getCreationTime().getTime(), ...times);
}
