import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ArchiveError, type FileMap } from './archive';
import { archiveDigest, type ChartContents, readChartContents } from './chart-contents';
import { coalesced, enabledTemplates, schemaProblems } from './foreign-values';
import type { ValueProblem } from './values-check';
import type { ValuesData } from './values-data';

/** `apps/v1`, and in quotes where a helper chooses the version; a group without a dot is one of Kubernetes' own. */
const API_GROUP =
  /(?<![\w./-])((?:[a-z0-9-]{1,63}\.)+[a-z]{2,63}|apps|autoscaling|batch|extensions|policy)\/v\d{1,3}(?:(?:alpha|beta)\d{1,3})?(?![\w./-])/g;

/**
 * A chart that somebody else wrote: an app of a composite app, or a chart inside one of ours. `V` is the type of the
 * values that may be given over its defaults; `cdk8s-vnf import chart` writes it.
 */
export class ForeignChart<out V extends object = object> {
  /** Carries the type only; never present at run time. */
  declare protected readonly _values: V;

  /**
   * Reads a packaged chart without trusting it.
   * @throws ArchiveError for an archive that is damaged or leads out of its folder, or holds no chart
   */
  static fromArchive<V extends object = ValuesData>(archive: Uint8Array): ForeignChart<V> {
    return new ForeignChart<V>(archive, readChartContents(archive));
  }

  /**
   * Reads a packaged chart from a file that lies in the project.
   *
   * @param digest `sha256:` and the digest of the archive in hexadecimal
   * @throws ArchiveError where the file is missing, another one than the digest says, or no chart
   */
  static fromFile<V extends object = ValuesData>(path: string | URL, digest: string): ForeignChart<V> {
    const file = path instanceof URL ? fileURLToPath(path) : path;
    let archive: Uint8Array;
    try {
      archive = readFileSync(file);
    } catch (error) {
      const reason = (error as Error).message;
      throw new ArchiveError(
        `${file} cannot be read: ${reason}; the archive lies beside the file that cdk8s-vnf import chart wrote, and goes where that is compiled to`,
      );
    }
    const found = archiveDigest(archive);
    if (found !== digest)
      throw new ArchiveError(
        `${file} has the digest ${found}, not ${digest}: it is not the archive that was imported; restore it, or import the chart again`,
      );
    return ForeignChart.fromArchive<V>(archive);
  }

  /** Name of the chart, and of the app that it is. */
  readonly name: string;
  /** SemVer version, as Chart.yaml has it. */
  readonly version: string;

  private constructor(
    private readonly bytes: Uint8Array,
    private readonly contents: ChartContents,
  ) {
    this.name = contents.name;
    this.version = contents.version;
  }

  /**
   * The same chart for values that its type does not know: what values.yaml does not mention, or `null`, which takes a
   * default away.
   */
  get untyped(): ForeignChart<ValuesData> {
    return this as unknown as ForeignChart<ValuesData>;
  }

  /** SemVer range of the Kubernetes versions that the chart is for. @default - any */
  get kubeVersion(): string | undefined {
    return this.contents.kubeVersion;
  }

  /**
   * Text files by path inside the chart's folder, charts inside it as folders.
   * @throws ArchiveError where one is no text
   */
  get files(): FileMap {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    return new Map(
      [...this.contents.files].map(([path, bytes]) => {
        try {
          return [path, decoder.decode(bytes)] as const;
        } catch {
          throw new ArchiveError(
            `${path} of the chart ${this.name} is no UTF-8 text: charts with binary files cannot be carried in another chart`,
          );
        }
      }),
    );
  }

  /** API groups that its templates name, as far as text tells; `''` is the core group's. */
  get apiGroups(): readonly string[] {
    const texts = [...this.contents.files].filter(([path]) => /(^|\/)(templates|crds)\/.*\.(ya?ml|tpl)$/.test(path));
    const named = texts.flatMap(([, bytes]) => [...new TextDecoder().decode(bytes).matchAll(API_GROUP)]);
    return [...new Set(['', ...named.map(([, group = '']) => group)])].sort();
  }

  /** Templates by path inside the chart's folder, without those of charts inside that the values switch off. */
  templates(values: ValuesData): FileMap {
    const decoder = new TextDecoder();
    const templates = enabledTemplates(this.contents, this.mergedValues(values));
    return new Map(templates.map(([path, bytes]) => [path, decoder.decode(bytes)]));
  }

  /** The archive, byte for byte as it was read. */
  archive(): Uint8Array {
    return this.bytes;
  }

  /** The given values over the defaults of the chart and of the charts inside it, as Helm merges. */
  mergedValues(values: ValuesData): ValuesData {
    return coalesced(this.contents, values);
  }

  /** What the chart's schemas refuse in the given values, merged over the defaults; nothing where it has none. */
  checkValues(values: ValuesData): ValueProblem[] {
    return schemaProblems(this.contents, this.mergedValues(values));
  }
}
