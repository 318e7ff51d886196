import type { Credential, CredentialStore, Machine } from './credential';

/**
 * `CDK8S_VNF_AUTH_<HOST>_USERNAME` and `_PASSWORD`, or `_TOKEN`. The host is part of the name, in capitals and with `_` for
 * everything else, so that a credential reaches no other server.
 */
export function fromEnvironment({ environment }: Machine): CredentialStore {
  return ({ url }): Promise<Credential | undefined> => {
    const prefix = `CDK8S_VNF_AUTH_${url.host.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_`;
    const [username, password, token] = ['USERNAME', 'PASSWORD', 'TOKEN'].map((name) => environment[prefix + name]);
    if (token) return Promise.resolve({ kind: 'bearer', token });
    return Promise.resolve(username && password ? { kind: 'password', username, password } : undefined);
  };
}
