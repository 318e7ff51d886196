import type { CredentialStore, Secrets } from '../credentials';
import { AuthorizedHttp } from '../io/authorized';
import type { Http } from '../io/http';
import { following, retrying, type Wait } from '../io/resilient';
import { Registry } from './registry';

/** What it takes to talk to a registry. */
export interface RegistryAccess {
  readonly http: Http;
  readonly wait: Wait;
  readonly credentials: CredentialStore;
  readonly secrets: Secrets;
}

/** One repository of a registry, with the login that it asks for, and patience. */
export function openRegistry(url: URL, repository: string, access: RegistryAccess): Registry {
  const { http, wait, credentials, secrets } = access;
  const authorized = new AuthorizedHttp(retrying(http, wait), { kind: 'registry', url }, credentials, secrets);
  return new Registry(following(authorized), url, repository, wait);
}
