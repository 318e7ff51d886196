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

function refused(where: string, what: string, why: string): PublishError {
  return new PublishError({ where, what, why, remedy: 'see https://github.com/opencontainers/distribution-spec' });
}
