import type { CredentialStore, Machine } from './credential';
import { fromDockerConfig, registryConfigs } from './docker-config';
import { fromEnvironment } from './environment';
import { fromHelmRepositories } from './helm-repositories';
import type { Secrets } from './secrets';

export type { Credential, CredentialStore, Machine, Server } from './credential';
export { realMachine } from './machine';
export { Secrets, withoutSecrets } from './secrets';

/** Every place that may hold a login, the nearest first. What is found is a secret of the run from then on. */
export function credentialsOf(machine: Machine, secrets: Secrets): CredentialStore {
  const environment = fromEnvironment(machine);
  const stores = {
    registry: [environment, ...registryConfigs(machine).map((path) => fromDockerConfig(path, machine))],
    repository: [environment, fromHelmRepositories(machine)],
  };
  return async (server) => {
    for (const store of stores[server.kind]) {
      const credential = await store(server);
      if (credential === undefined) continue;
      secrets.add(credential.kind === 'password' ? credential.password : credential.token);
      if (credential.kind === 'password') secrets.add(`${credential.username}:${credential.password}`);
      return credential;
    }
    return undefined;
  };
}
