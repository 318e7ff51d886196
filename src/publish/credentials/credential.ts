/** How somebody proves who they are to one server. */
export type Credential =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** Sent as it is. */
  | { readonly kind: 'bearer'; readonly token: string }
  /** Exchanged for a token at the server's own token service. */
  | { readonly kind: 'identity'; readonly token: string };

/** Where a credential is wanted. */
export interface Server {
  readonly url: URL;
  /** Registries and chart repositories keep their logins in different files. */
  readonly kind: 'registry' | 'repository';
}

/** Finds the credential for a server; undefined where nobody has one. */
export type CredentialStore = (server: Server) => Promise<Credential | undefined>;

/** What a place that keeps credentials needs of the machine. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  /** @returns undefined where there is no such file */
  readonly readText: (path: string) => Promise<string | undefined>;
  /** Runs a program with text on its standard input. @returns what it printed */
  readonly run: (program: string, args: readonly string[], input: string) => Promise<string>;
}
