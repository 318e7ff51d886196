import { withoutLogin } from '../io/http';
import { PublishError } from '../publish-error';

/** A place in a registry: `oci://<host>/<repository>`. */
export interface Namespace {
  readonly url: URL;
  /** The path below the host; empty at the top. */
  readonly path: string;
}

const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const MAX_REPOSITORY = 255;

/** @throws PublishError */
export function namespaceOf(target: string, isPlainHttp: boolean): Namespace {
  const rest = target.slice('oci://'.length).replace(/\/+$/, '');
  const slash = rest.indexOf('/');
  const [host, path] = slash < 0 ? [rest, ''] : [rest.slice(0, slash), rest.slice(slash + 1)];
  const base = `${isPlainHttp ? 'http' : 'https'}://${host}`;
  if (host === '' || !URL.canParse(base) || /[@?#]/.test(rest) || (path !== '' && !REPOSITORY.test(path)))
    throw refused(target, 'no place in a registry', 'it is not oci://<host>[:<port>]/<repository in lower case>');
  return { url: new URL(base), path };
}

/** A chart in a registry, or one version of it. */
export interface ArtifactReference {
  /** `oci://<host>/<repository>`. */
  readonly name: string;
  readonly url: URL;
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** @throws PublishError */
export function artifactReferenceOf(text: string, isPlainHttp: boolean): ArtifactReference {
  const [, name = '', tag, digest] =
    /^(oci:\/\/[^/]+\/[^:@]+)(?::([^@/]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(text) ?? [];
  const isTag = tag === undefined || TAG.test(tag.replaceAll('+', '_'));
  if (name === '' || !isTag) {
    const why =
      'it is not oci://<host>/<repository>, or that with :<version> or @sha256:<64 hexadecimal digits> behind it';
    throw refused(text, 'no chart in a registry', why);
  }
  const { url, path } = namespaceOf(name, isPlainHttp);
  return { name, url, repository: path, tag: tag && tagOf(text, tag), digest };
}

/** The repository of one chart: Helm appends its name (pkg/pusher/ocipusher.go). @throws PublishError */
export function repositoryOf(target: string, { path }: Namespace, chart: string): string {
  const repository = path === '' ? chart : `${path}/${chart}`;
  if (repository.length > MAX_REPOSITORY || !REPOSITORY.test(repository))
    throw refused(target, `no repository for ${chart}`, `a registry takes no repository called ${repository}`);
  return repository;
}

/** Tags hold no `+`; Helm writes `_` for it and reads it back. @throws PublishError */
export function tagOf(target: string, version: string): string {
  const tag = version.replaceAll('+', '_');
  if (!TAG.test(tag)) throw refused(target, `no tag for version ${version}`, 'a tag has at most 128 characters');
  return tag;
}

/** The version that a tag stands for, where it stands for one. */
export function versionOf(tag: string): string {
  return tag.replaceAll('_', '+');
}

/** A login that somebody wrote into the name is not repeated. */
function refused(name: string, what: string, why: string): PublishError {
  const where = withoutLogin(name);
  return new PublishError({ where, what, why, remedy: 'see https://github.com/opencontainers/distribution-spec' });
}
