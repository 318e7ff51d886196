import { ArchiveError, type FileMap, readTgz } from './archive';

/** A chart that somebody else wrote, to be carried inside one of ours. */
export class ForeignChart {
  /**
   * Reads a packaged chart without trusting it.
   * @throws ArchiveError for an archive that is damaged or leads out of its folder, or holds no chart
   */
  static fromArchive(archive: Uint8Array): ForeignChart {
    const files = new Map<string, string>();
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for (const [path, bytes] of readTgz(archive)) {
      try {
        files.set(path.slice(path.indexOf('/') + 1), decoder.decode(bytes));
      } catch {
        throw new ArchiveError(`${path} is no UTF-8 text: charts with binary files cannot be carried in another chart`);
      }
    }
    return new ForeignChart(files);
  }

  readonly name: string;
  readonly version: string;

  private constructor(
    /** Files by path inside the chart's folder. */
    readonly files: FileMap,
  ) {
    // Loaded here: few programs carry a foreign chart, and all would pay for it.
    const { parse } = require('yaml') as typeof import('yaml');
    const metadata = (parse(files.get('Chart.yaml') ?? '') ?? {}) as {
      readonly name?: unknown;
      readonly version?: unknown;
    };
    if (typeof metadata.name !== 'string' || typeof metadata.version !== 'string') {
      throw new ArchiveError('the archive holds no Chart.yaml with a name and a version: give a packaged Helm chart');
    }
    this.name = metadata.name;
    this.version = metadata.version;
  }
}
