import { readFileSync } from 'node:fs';
import { rcompare, valid } from 'semver';
import { artifactHubProblems, CHANGES_ANNOTATION } from './artifact-hub';
import { yamlData } from './read-yaml';
import type { Json } from './render';
import { YamlWriter } from './yaml-writer';

/** An entry of Artifact Hub's changelog (`docs/helm_annotations.md` in artifacthub/hub). */
export interface ChangelogEntry {
  /** As Artifact Hub tells changes apart. */
  readonly kind: 'added' | 'changed' | 'deprecated' | 'removed' | 'fixed' | 'security';
  /** One sentence. */
  readonly description: string;
  /** Where more is told. @default - none */
  readonly links?: readonly { readonly name: string; readonly url: string }[];
}

/** What changed in each version of a chart. A chart carries what is said of its own version, as `artifacthub.io/changes`. */
export class Changelog {
  /**
   * A changelog by version, such as `1.2.0`.
   * @throws Error for a version that is none, or an entry that Artifact Hub would not read
   */
  static of(versions: Readonly<Record<string, readonly ChangelogEntry[]>>): Changelog {
    return new Changelog(versions, 'the changelog');
  }

  /**
   * Reads YAML: a map of versions, each with its list of entries. `cdk8s-vnf changes --write` keeps such files.
   *
   * @param path a file; one that is not there yet says nothing of any version
   * @throws Error for a file that is something else
   */
  static fromFile(path: string): Changelog {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      text = '';
    }
    return Changelog.fromText(text, path);
  }

  /**
   * Reads YAML as `fromFile` does.
   * @param origin how messages call the text
   * @throws Error for text that is something else
   */
  static fromText(text: string, origin = 'the changelog'): Changelog {
    const read = yamlData(text);
    if ('reason' in read) throw new Error(`${origin}: ${read.reason}; mend it, or write it anew`);
    return new Changelog((read.data ?? {}) as Record<string, ChangelogEntry[]>, origin);
  }

  private constructor(
    private readonly versions: Readonly<Record<string, readonly ChangelogEntry[]>>,
    origin: string,
  ) {
    for (const [version, entries] of Object.entries(versions)) {
      const wrong = valid(version) === null ? [`${version} is no version`] : problemsOf(entries);
      if (wrong.length > 0)
        throw new Error(
          `${origin}, ${version}: ${wrong.join('; ')}; write versions with lists of entries, each with kind and description`,
        );
    }
  }

  /** What is said of a version; nothing where it is not mentioned. */
  entriesOf(version: string): readonly ChangelogEntry[] {
    return Object.hasOwn(this.versions, version) ? (this.versions[version] ?? []) : [];
  }

  /** The same with other entries for one version. */
  with(version: string, entries: readonly ChangelogEntry[]): Changelog {
    return Changelog.of({ ...this.versions, [version]: entries });
  }

  /** As a file: the newest version first. */
  toText(): string {
    const sorted = Object.keys(this.versions).sort((a, b) => rcompare(a, b) || (a < b ? 1 : -1));
    const data = Object.fromEntries(sorted.map((version) => [version, dataOf(this.entriesOf(version))]));
    return new YamlWriter().document(data).toString();
  }
}

/** The text of the annotation `artifacthub.io/changes`. */
export function changelogText(entries: readonly ChangelogEntry[]): string {
  return new YamlWriter().document(dataOf(entries)).toString();
}

/** The entries in the text of that annotation; undefined where they are something else, such as text alone. */
export function entriesInText(annotation: string): readonly ChangelogEntry[] | undefined {
  const read = yamlData(annotation);
  return 'data' in read && problemsOf(read.data).length === 0 ? (read.data as ChangelogEntry[]) : undefined;
}

function problemsOf(entries: unknown): string[] {
  if (!Array.isArray(entries)) return ['it is no list'];
  if (entries.some((entry) => typeof entry === 'string')) return ['an entry is text without a kind'];
  if (entries.some((entry: Partial<ChangelogEntry> | null) => entry?.kind === undefined))
    return ['an entry has no kind'];
  return artifactHubProblems('', { [CHANGES_ANNOTATION]: JSON.stringify(entries) }).map(({ reason }) => reason);
}

function dataOf(entries: readonly ChangelogEntry[]): Json[] {
  return entries.map(({ kind, description, links }) => ({
    kind,
    description,
    ...(links && { links: links.map(({ name, url }) => ({ name, url })) }),
  }));
}
