import type { Finding } from '../findings';
import { artifactHubProblems } from '../helm/artifact-hub';
import { readFields, type Shape } from './chart/fields';
import type { PackagedChart } from './chart/packaged-chart';
import { sha256 } from './digest';
import { PublishError, reasonOf } from './publish-error';
import { readYaml, YamlError } from './yaml';

/** `artifacthub-repo.yml`: who owns the repository, and what Artifact Hub leaves out. */
export interface RepositoryMetadata {
  readonly content: Uint8Array;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
}

export const REPOSITORY_METADATA_FILE = 'artifacthub-repo.yml';

const MAX_BYTES = 64 * 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FIELDS: Readonly<Record<string, Shape>> = {
  repositoryID: 'text',
  owners: { listOf: { fields: { name: 'text', email: 'text' } } },
  ignore: { listOf: { fields: { name: 'text', version: 'text' } } },
};

/**
 * Reads and checks a file that Artifact Hub would otherwise ignore in silence.
 * @throws PublishError
 */
export function readRepositoryMetadata(where: string, content: Uint8Array): RepositoryMetadata {
  try {
    check(content);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new PublishError(
      {
        where,
        what: 'no repository metadata that Artifact Hub reads',
        why: reasonOf(error),
        remedy: 'write repositoryID, owners (name, email) and ignore (name, version) only',
      },
      { cause: error },
    );
  }
  return { content, digest: sha256(content) };
}

function check(content: Uint8Array): void {
  if (content.length > MAX_BYTES) throw new YamlError(`it has ${content.length} bytes; at most ${MAX_BYTES}`);
  const text = Buffer.from(content).toString('utf8');
  const {
    repositoryID,
    owners = [],
    ignore = [],
  } = readFields(readYaml(text), { fields: FIELDS }, 'the file', 'strict');
  if (repositoryID !== undefined && !UUID.test(repositoryID as string))
    throw new YamlError('repositoryID is no UUID as Artifact Hub shows it');
  for (const [index, owner] of (owners as { email?: string }[]).entries())
    if (!/^[^\s@]+@[^\s@]+$/.test(owner.email ?? '')) throw new YamlError(`owners[${index}].email is no address`);
  for (const [index, { name, version }] of (ignore as { name?: string; version?: string }[]).entries()) {
    if (name === undefined) throw new YamlError(`ignore[${index}] names no chart`);
    if (!isPattern(version ?? '')) throw new YamlError(`ignore[${index}].version is no regular expression`);
  }
}

/** Artifact Hub matches versions with it, and ignores all of them where there is none. */
function isPattern(text: string): boolean {
  try {
    void new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** Annotations of a chart that Artifact Hub would not read. Other repositories do not care, and so they are warnings here. */
export function artifactHubFindings({ name, metadata }: PackagedChart): Finding[] {
  const { annotations } = metadata.fields as { annotations?: Readonly<Record<string, string>> };
  const problems = artifactHubProblems(name, annotations);
  return problems.map((problem) => ({ id: 'VNF803', severity: 'warning', path: name, ...problem }));
}
