import { type Http, type HttpAnswer, HttpFailure, type HttpRequest, shownUrl } from './http';

const ATTEMPTS = 4;
const MAX_REDIRECTS = 3;

/** How long to wait before an attempt; a test does not. */
export type Wait = (milliseconds: number) => Promise<void>;

export const realWait: Wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether an answer says "not now" and not "no". */
export function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Asks again after a failure that may pass, where asking twice does no more than asking once. */
export function retrying(http: Http, wait: Wait): Http {
  return {
    async send(request) {
      const attempts = request.method === 'GET' || request.method === 'HEAD' ? ATTEMPTS : 1;
      for (let attempt = 1; ; attempt++) {
        const outcome = await http.send(request).catch((error: unknown) => {
          if (!(error instanceof HttpFailure) || attempt >= attempts) throw error;
          return undefined;
        });
        if (outcome && (attempt >= attempts || !isPassing(outcome.status))) return outcome;
        await wait(250 * 2 ** attempt);
      }
    },
  };
}

/** Follows redirects of what only reads, and never from TLS to plain text. */
export function following(http: Http): Http {
  return {
    async send(request) {
      let current: HttpRequest = request;
      for (let hops = 0; ; hops++) {
        const answer = await http.send(current);
        const location = redirect(current, answer);
        if (location === undefined) return answer;
        if (hops >= MAX_REDIRECTS) throw new HttpFailure(`GET ${shownUrl(request.url)} is redirected without an end`);
        if (current.url.protocol === 'https:' && location.protocol !== 'https:')
          throw new HttpFailure(`GET ${shownUrl(request.url)} is redirected to plain ${shownUrl(location)}`);
        current = { ...current, url: location };
      }
    },
  };
}

function redirect({ method, url }: HttpRequest, { status, headers }: HttpAnswer): URL | undefined {
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead || status < 301 || status > 308 || headers.location === undefined) return undefined;
  return URL.canParse(headers.location, url.href) ? new URL(headers.location, url) : undefined;
}
