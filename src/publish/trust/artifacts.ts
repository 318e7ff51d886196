import { ArchiveError } from '../../helm/archive';
import { metadataOf } from '../chart/packaged-chart';
import { reasonOf } from '../publish-error';
import { YamlError } from '../yaml';
import type { Fields } from './json';

/** A packaged chart under the name that it is published with. */
export interface ChartArchive {
  /** `<name>-<version>.tgz`: provenance binds the name as well as the bytes. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** Chart.yaml of an archive as Helm reads it, or why it cannot be read. */
export function chartYamlOf(archive: ChartArchive): { readonly fields: Fields } | { readonly reason: string } {
  try {
    return metadataOf(archive.bytes);
  } catch (error) {
    if (!(error instanceof ArchiveError || error instanceof YamlError)) throw error;
    return { reason: reasonOf(error) };
  }
}
