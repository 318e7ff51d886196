import type { Credential, CredentialStore, Secrets, Server } from '../credentials';
import { PublishError } from '../publish-error';
import { type Http, type HttpAnswer, type HttpRequest, shownUrl } from './http';

/** What a server asks for in `WWW-Authenticate`. */
interface Challenge {
  readonly scheme: 'basic' | 'bearer';
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Proves to one server who is asking, when it asks: Basic, or a bearer token from its token service. Nothing is ever sent
 * to another origin than the server's, however a request got there.
 */
export class AuthorizedHttp implements Http {
  private authorization?: string;

  constructor(
    private readonly http: Http,
    private readonly server: Server,
    private readonly credentials: CredentialStore,
    private readonly secrets: Secrets,
  ) {}

  async send(request: HttpRequest): Promise<HttpAnswer> {
    if (request.url.origin !== this.server.url.origin) return this.http.send(request);
    const answer = await this.http.send(this.withHeader(request));
    if (answer.status !== 401) return answer;
    const challenge = challengeOf(answer.headers['www-authenticate'] ?? '');
    const authorization = challenge && (await this.answerTo(challenge));
    if (authorization === undefined) return answer;
    this.authorization = authorization;
    return this.http.send(this.withHeader(request));
  }

  private withHeader(request: HttpRequest): HttpRequest {
    const { authorization } = this;
    return authorization === undefined ? request : { ...request, headers: { ...request.headers, authorization } };
  }

  private async answerTo(challenge: Challenge): Promise<string | undefined> {
    const credential = await this.credentials(this.server);
    if (credential?.kind === 'bearer') return `Bearer ${credential.token}`;
    if (challenge.scheme === 'bearer' && challenge.parameters.realm !== undefined)
      return `Bearer ${this.secrets.add(await this.token(challenge.parameters, credential))}`;
    return credential?.kind === 'password' ? basic(credential) : undefined;
  }

  /** The token protocol of distribution/distribution (docs/spec/auth). */
  private async token(parameters: Challenge['parameters'], credential: Credential | undefined): Promise<string> {
    const realm = this.realm(parameters.realm ?? '');
    const wanted = Object.entries({ service: parameters.service, scope: parameters.scope }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    );
    const answer = await this.http.send(
      credential?.kind === 'identity' ? exchange(realm, wanted, credential.token) : ask(realm, wanted, credential),
    );
    const token = answer.status === 200 ? tokenIn(answer.body) : undefined;
    if (token !== undefined) return token;
    throw new PublishError({
      where: shownUrl(this.server.url),
      what: 'no token was given out',
      why: `the token service ${shownUrl(realm)} answered with status ${answer.status}`,
      remedy: credential ? 'check the login and its rights' : 'log in first: no credential was found for this server',
    });
  }

  private realm(text: string): URL {
    const isOfServer = this.server.url.protocol === 'http:';
    if (URL.canParse(text)) {
      const realm = new URL(text);
      if (realm.protocol === 'https:' || (isOfServer && realm.protocol === 'http:')) return realm;
    }
    throw new PublishError({
      where: shownUrl(this.server.url),
      what: 'no token was asked for',
      why: 'the server names a token service that is not reached over TLS',
      remedy: 'ask its operator to name an https:// realm',
    });
  }
}

function basic({ username, password }: { username: string; password: string }): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function ask(realm: URL, wanted: readonly [string, string][], credential: Credential | undefined): HttpRequest {
  const url = new URL(realm);
  for (const [name, value] of wanted) url.searchParams.append(name, value);
  const headers = credential?.kind === 'password' && { authorization: basic(credential) };
  return { method: 'GET', url, ...(headers && { headers }), maxBytes: 1024 * 1024 };
}

function exchange(realm: URL, wanted: readonly [string, string][], refreshToken: string): HttpRequest {
  const form = new URLSearchParams([
    ...wanted,
    ['grant_type', 'refresh_token'],
    ['client_id', 'cdk8s-vnf'],
    ['refresh_token', refreshToken],
  ]);
  return {
    method: 'POST',
    url: realm,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(form.toString()),
    maxBytes: 1024 * 1024,
  };
}

function tokenIn(body: Uint8Array): string | undefined {
  try {
    const { token, access_token } = JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>;
    return [token, access_token].find((one): one is string => typeof one === 'string' && one !== '');
  } catch {
    return undefined;
  }
}

function challengeOf(header: string): Challenge | undefined {
  const scheme = /^(basic|bearer)\b/i.exec(header)?.[1]?.toLowerCase();
  if (scheme !== 'basic' && scheme !== 'bearer') return undefined;
  const parameters = [...header.slice(0, 4096).matchAll(/([a-z_]+)="([^"]*)"/gi)].map(
    ([, name = '', value = '']) => [name.toLowerCase(), value] as const,
  );
  return { scheme, parameters: Object.fromEntries(parameters) };
}
