import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { type Http, type HttpAnswer, HttpFailure, type HttpRequest, shownUrl } from './http';
import { reasonOf } from '../publish-error';

const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;
/** How long a connection may be silent. */
const SILENCE_MILLISECONDS = 60_000;
const PIECE = 64 * 1024;

export interface NodeHttpOptions {
  /** Certificates, in PEM, of the only authorities that are trusted. @default - those Node trusts */
  readonly ca?: string;
  readonly silenceMilliseconds?: number;
}

/** HTTP by Node's own client. */
export function nodeHttp({ ca, silenceMilliseconds = SILENCE_MILLISECONDS }: NodeHttpOptions = {}): Http {
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        const { method, url, headers = {}, body } = request;
        const fail = (reason: string): void =>
          reject(new HttpFailure(`${method} ${shownUrl(url)} had no whole answer: ${reason}`));
        const start = url.protocol === 'https:' ? requestTls : requestPlain;
        const sent = start(
          url,
          {
            method,
            // One connection a request: a kept one may be closed by the server at any moment, which looks like a fault.
            agent: false,
            ca,
            headers: { 'user-agent': 'cdk8s-vnf', ...headers, ...(body && { 'content-length': body.length }) },
          },
          (message) => {
            collect(message, request.maxBytes ?? DEFAULT_MAX_BYTES).then(resolve, (e) => fail(reasonOf(e)));
          },
        );
        sent.setTimeout(silenceMilliseconds, () => sent.destroy(new Error('time out')));
        sent.on('error', (error) => fail(reasonOf(error)));
        write(sent, request);
      }),
  };
}

function write(sent: ClientRequest, { body = new Uint8Array(), onSent }: HttpRequest): void {
  let offset = 0;
  const next = (): void => {
    if (offset >= body.length) {
      sent.end();
      return;
    }
    const piece = body.subarray(offset, offset + PIECE);
    offset += piece.length;
    sent.write(piece, (error) => {
      if (error) return;
      onSent?.(piece.length);
      next();
    });
  };
  next();
}

async function collect(message: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > maxBytes) {
      message.destroy();
      throw new Error(`the answer has more than ${maxBytes} bytes`);
    }
    pieces.push(piece);
  }
  const headers = Object.entries(message.headers).flatMap(([name, value]): [string, string][] => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, first]];
  });
  return { status: message.statusCode ?? 0, headers: Object.fromEntries(headers), body: Buffer.concat(pieces) };
}
