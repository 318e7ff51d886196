/** All that publishing does on the network: one request, one answer. Redirects are the caller's. */
export interface Http {
  /** @throws HttpFailure where no whole answer came */
  send(request: HttpRequest): Promise<HttpAnswer>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly url: URL;
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** A larger answer is a failure. @default 16 MiB */
  readonly maxBytes?: number;
  /** Called as the body leaves, with the bytes since the last call. */
  readonly onSent?: (bytes: number) => void;
}

export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case; the first value of each. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** No whole answer: nobody there, connection lost, time out, too much. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
}

/** A URL as it may be shown: no user, no password, no query, where upload sessions carry their secrets. */
export function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

/** A URL, or what somebody took for one, without user and password. */
export function withoutLogin(text: string): string {
  return text.replace(/\/\/[^/]*@/, '//');
}
