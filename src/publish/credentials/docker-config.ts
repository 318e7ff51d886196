import { join } from 'node:path';
import { PublishError } from '../publish-error';
import type { Credential, CredentialStore, Machine } from './credential';

interface DockerConfig {
  readonly auths?: Readonly<Record<string, DockerAuth>>;
  readonly credHelpers?: Readonly<Record<string, string>>;
  readonly credsStore?: string;
}
interface DockerAuth {
  readonly auth?: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
  readonly registrytoken?: string;
}

/** What `helm registry login` writes, then what `docker login` writes; both are Docker's `config.json`. */
export function registryConfigs({ environment, homeFolder }: Machine): readonly string[] {
  const { HELM_REGISTRY_CONFIG, HELM_CONFIG_HOME, XDG_CONFIG_HOME, DOCKER_CONFIG } = environment;
  const helm = HELM_CONFIG_HOME || join(XDG_CONFIG_HOME || join(homeFolder, '.config'), 'helm');
  return [
    HELM_REGISTRY_CONFIG || join(helm, 'registry', 'config.json'),
    join(DOCKER_CONFIG || join(homeFolder, '.docker'), 'config.json'),
  ];
}

/** The login that one `config.json` holds, or that the helper it names gives out. */
export function fromDockerConfig(path: string, machine: Machine): CredentialStore {
  return async ({ url: { host } }) => {
    const text = await machine.readText(path);
    if (text === undefined) return undefined;
    const config = parsed(path, text);
    const helper = config.credHelpers?.[host] ?? config.credsStore;
    const helped = helper === undefined ? undefined : await fromHelper(path, helper, host, machine);
    return helped ?? written(config.auths?.[host] ?? config.auths?.[`https://${host}`]);
  };
}

function parsed(path: string, text: string): DockerConfig {
  const refuse = (why: string): PublishError =>
    new PublishError({ where: path, what: 'no logins can be read from it', why, remedy: 'log in again' });
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    // What JSON.parse says quotes the file, and with it a secret.
    throw refuse('it is no JSON');
  }
  if (typeof config !== 'object' || config === null) throw refuse('it is no JSON object');
  return config;
}

function written(auth: DockerAuth | undefined): Credential | undefined {
  if (auth === undefined) return undefined;
  if (auth.identitytoken) return { kind: 'identity', token: auth.identitytoken };
  if (auth.registrytoken) return { kind: 'bearer', token: auth.registrytoken };
  const pair = auth.auth
    ? Buffer.from(auth.auth, 'base64').toString('utf8')
    : `${auth.username ?? ''}:${auth.password ?? ''}`;
  const colon = pair.indexOf(':');
  const [username, password] = [pair.slice(0, colon), pair.slice(colon + 1).replace(/\0+$/, '')];
  return username && password ? { kind: 'password', username, password } : undefined;
}

/** The protocol of docker/docker-credential-helpers: the host on standard input, JSON on standard output. */
async function fromHelper(
  path: string,
  helper: string,
  host: string,
  machine: Machine,
): Promise<Credential | undefined> {
  const program = `docker-credential-${helper}`;
  const refuse = (why: string): PublishError =>
    new PublishError({
      where: path,
      what: `the credential helper ${program} gave no login for ${host}`,
      why,
      remedy: `run it by hand, or log in to ${host} again`,
    });
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(helper)) throw refuse('its name is no name of a program');
  let said: string;
  try {
    said = await machine.run(program, ['get'], host);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw refuse('it failed');
  }
  let login: { Username?: unknown; Secret?: unknown };
  try {
    login = JSON.parse(said) as typeof login;
  } catch {
    throw refuse('what it printed is no JSON');
  }
  const { Username: username, Secret: secret } = login;
  if (typeof secret !== 'string' || secret === '') return undefined;
  return username === '<token>' || username === ''
    ? { kind: 'identity', token: secret }
    : { kind: 'password', username: String(username), password: secret };
}

/** Helpers say so on standard output, with exit code 1. */
function isNotFound(error: unknown): boolean {
  const { stdout = '' } = error as { stdout?: string };
  return /credentials not found/i.test(stdout);
}
