import { join } from 'node:path';
import { PublishError, reasonOf } from '../publish-error';
import { readYaml, type YamlNode } from '../yaml';
import type { CredentialStore, Machine } from './credential';

/** The user and password that `helm repo add --username --password` keeps in repositories.yaml, for that repository only. */
export function fromHelmRepositories(machine: Machine): CredentialStore {
  const { HELM_REPOSITORY_CONFIG, HELM_CONFIG_HOME, XDG_CONFIG_HOME } = machine.environment;
  const helm = HELM_CONFIG_HOME || join(XDG_CONFIG_HOME || join(machine.homeFolder, '.config'), 'helm');
  const path = HELM_REPOSITORY_CONFIG || join(helm, 'repositories.yaml');
  return async ({ url }) => {
    const text = await machine.readText(path);
    if (text === undefined) return undefined;
    const entry = repositories(path, text).find((one) => isWithin(url, one.url ?? ''));
    const { username, password } = entry ?? {};
    return username && password ? { kind: 'password', username, password } : undefined;
  };
}

function repositories(path: string, text: string): Record<string, string>[] {
  try {
    const list = valueOf(readYaml(text), 'repositories');
    return list?.kind === 'list' ? list.items.map(({ value }) => texts(value)) : [];
  } catch (error) {
    throw new PublishError({
      where: path,
      what: 'no repositories can be read from it',
      // The rest of the message may quote the file, and with it a password.
      why: reasonOf(error).split(':', 1)[0] ?? '',
      remedy: 'mend it with "helm repo add"',
    });
  }
}

function valueOf(node: YamlNode, key: string): YamlNode | undefined {
  return node.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined;
}

function texts(node: YamlNode): Record<string, string> {
  if (node.kind !== 'map') return {};
  return Object.fromEntries(
    node.entries.flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key, value.text] as const] : [])),
  );
}

function isWithin(url: URL, repository: string): boolean {
  if (!URL.canParse(repository)) return false;
  const { origin, pathname } = new URL(repository);
  const folder = (path: string): string => `${path.replace(/\/+$/, '')}/`;
  return url.origin === origin && folder(url.pathname).startsWith(folder(pathname));
}
