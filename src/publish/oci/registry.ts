import { MAX_ARCHIVE_BYTES } from '../chart/packaged-chart';
import { digestOf } from '../digest';
import { type Http, type HttpAnswer, HttpFailure, shownUrl } from '../io/http';
import { isPassing, type Wait } from '../io/resilient';
import { PublishError } from '../publish-error';
import { type Blob, MEDIA_TYPES } from './manifest';
import { type Descriptor, MAX_MANIFEST_BYTES } from './read-manifest';

/** The last piece of a blob goes with the request that ends the upload; most charts are one piece. */
const PIECE_BYTES = 4 * 1024 * 1024;
const ATTEMPTS = 4;
/** A registry that names ever more tags is not listened to for ever. */
const MAX_PAGES = 1000;

/** One repository of a registry, by the distribution specification. */
export class Registry {
  constructor(
    private readonly http: Http,
    private readonly base: URL,
    private readonly repository: string,
    private readonly wait: Wait,
  ) {}

  /** As messages call it. */
  get name(): string {
    return `${this.base.host}/${this.repository}`;
  }

  /** By tag or digest. @returns undefined where there is none */
  async manifest(reference: string): Promise<Blob | undefined> {
    const url = this.url(`manifests/${reference}`);
    const answer = await this.http.send({
      method: 'GET',
      url,
      headers: { accept: `${MEDIA_TYPES.manifest}, ${MEDIA_TYPES.index}, */*` },
      maxBytes: MAX_MANIFEST_BYTES,
    });
    if (answer.status === 404) return undefined;
    expect(answer, [200], 'GET', url);
    const digest = digestOf(answer.body);
    if (reference.startsWith('sha256:') && reference !== digest)
      throw unexpected(url, `what it gives out has the digest ${digest}`);
    return { digest, bytes: answer.body };
  }

  /** The lists of what refers to a manifest, as far as the registry keeps any itself. */
  async referrers(digest: string): Promise<readonly Uint8Array[]> {
    const lists: Uint8Array[] = [];
    let url: URL | undefined = this.url(`referrers/${digest}`);
    for (let page = 0; url !== undefined && page < MAX_PAGES; page++) {
      const answer: HttpAnswer = await this.http.send({ method: 'GET', url, maxBytes: MAX_MANIFEST_BYTES });
      // Registries that know no such endpoint answer with an error of any sort, or with a page for people.
      const isList = answer.headers['content-type']?.startsWith(MEDIA_TYPES.index);
      const isOverloaded = isPassing(answer.status) && answer.status !== 501;
      if (!isOverloaded && !(answer.status === 200 && isList)) break;
      expect(answer, [200], 'GET', url);
      lists.push(answer.body);
      url = nextPage(answer, url);
    }
    return lists;
  }

  /** Every tag; none where there is no such repository. */
  async tags(): Promise<readonly string[]> {
    const found: string[] = [];
    let url: URL | undefined = this.url('tags/list');
    for (let page = 0; url !== undefined && page < MAX_PAGES; page++) {
      const answer: HttpAnswer = await this.http.send({ method: 'GET', url });
      if (answer.status === 404) break;
      expect(answer, [200], 'GET', url);
      found.push(...tagsIn(answer.body));
      url = nextPage(answer, url);
    }
    return found;
  }

  /** The bytes of a blob; undefined where there are none that fit its digest. */
  async blob({ digest }: Descriptor, maxBytes = MAX_ARCHIVE_BYTES): Promise<Uint8Array | undefined> {
    const url = this.url(`blobs/${digest}`);
    const answer = await this.http.send({ method: 'GET', url, maxBytes });
    if (answer.status === 404) return undefined;
    expect(answer, [200], 'GET', url);
    return digestOf(answer.body) === digest ? answer.body : undefined;
  }

  async hasBlob(digest: string): Promise<boolean> {
    const url = this.url(`blobs/${digest}`);
    const answer = await this.http.send({ method: 'HEAD', url });
    if (answer.status === 404) return false;
    expect(answer, [200], 'HEAD', url);
    return true;
  }

  /** Uploads a blob where it is not there. */
  async ensureBlob(blob: Blob, onSent: (bytes: number) => void): Promise<void> {
    if (await this.hasBlob(blob.digest)) onSent(blob.bytes.length);
    else await this.upload(blob, onSent);
  }

  /** Uploads a blob in pieces. After a failure that may pass, it goes on where the registry stands. */
  async upload(blob: Blob, onSent: (bytes: number) => void): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.uploadOnce(blob, onSent);
        return;
      } catch (error) {
        if (!(error instanceof Passing)) throw error;
        if (attempt >= ATTEMPTS) throw unexpected(this.url(`blobs/${blob.digest}`), error.message);
        await this.wait(250 * 2 ** attempt);
        // The answer may be all that was lost.
        if (await this.hasBlob(blob.digest)) return;
      }
    }
  }

  /**
   * Stores a manifest under its digest or a tag.
   * @returns whether the registry lists it among the referrers of its subject, as those say that keep such lists
   */
  async putManifest(
    reference: string,
    { bytes, digest }: Blob,
    mediaType: string = MEDIA_TYPES.manifest,
  ): Promise<{ readonly isListed: boolean }> {
    const url = this.url(`manifests/${reference}`);
    for (let attempt = 1; ; attempt++) {
      const answer = await this.trial(
        this.http.send({ method: 'PUT', url, headers: { 'content-type': mediaType }, body: bytes }),
      );
      if (answer instanceof Passing) {
        if (attempt >= ATTEMPTS) throw unexpected(url, answer.message);
        await this.wait(250 * 2 ** attempt);
        continue;
      }
      expect(answer, [201], 'PUT', url);
      const stored = answer.headers['docker-content-digest'] ?? digest;
      if (stored !== digest) throw unexpected(url, `the registry calls the manifest ${stored}, not ${digest}`);
      return { isListed: answer.headers['oci-subject'] !== undefined };
    }
  }

  private async uploadOnce({ bytes, digest }: Blob, onSent: (bytes: number) => void): Promise<void> {
    const start = this.url('blobs/uploads/');
    const begun = await this.passing(
      this.http.send({ method: 'POST', url: start, headers: { 'content-length': '0' } }),
    );
    expect(begun, [202], 'POST', start);
    let session = this.session(begun, start);
    const piece = Math.max(PIECE_BYTES, Number(begun.headers['oci-chunk-min-length'] ?? 0) || 0);
    for (let offset = 0, failures = 0; ;) {
      const end = Math.min(bytes.length, offset + piece);
      const isLast = end === bytes.length;
      const url = isLast ? withDigest(session, digest) : session;
      const answer = await this.trial(
        this.http.send({
          method: isLast ? 'PUT' : 'PATCH',
          url,
          headers: {
            'content-type': 'application/octet-stream',
            ...(end - offset < bytes.length && { 'content-range': `${offset}-${end - 1}` }),
          },
          body: bytes.subarray(offset, end),
          onSent,
        }),
      );
      if (answer instanceof Passing) {
        if (++failures >= ATTEMPTS) throw answer;
        await this.wait(250 * 2 ** failures);
        const reached = await this.reached(session);
        offset = reached.offset;
        session = reached.session;
        continue;
      }
      expect(answer, isLast ? [201] : [202], isLast ? 'PUT' : 'PATCH', url);
      if (isLast) return;
      session = this.session(answer, session);
      offset = end;
    }
  }

  /** How far an upload got. */
  private async reached(session: URL): Promise<{ offset: number; session: URL }> {
    const answer = await this.passing(this.http.send({ method: 'GET', url: session }));
    // A session that the registry forgot, or has already turned into a blob: begin again, or find it there.
    if (answer.status !== 204) throw new Passing(`GET ${shownUrl(session)} answered with status ${answer.status}`);
    const last = /^(?:bytes=)?0-(\d+)$/.exec(answer.headers.range ?? '')?.[1];
    // An empty upload is `0-0` to distribution 2.8, which one byte would be too: sending that byte again is refused and
    // begins the upload anew.
    const offset = last === undefined || last === '0' ? 0 : Number(last) + 1;
    return { offset, session: this.session(answer, session) };
  }

  private async passing(answer: Promise<HttpAnswer>): Promise<HttpAnswer> {
    const outcome = await this.trial(answer);
    if (outcome instanceof Passing) throw outcome;
    return outcome;
  }

  private async trial(answer: Promise<HttpAnswer>): Promise<HttpAnswer | Passing> {
    try {
      const outcome = await answer;
      return isPassing(outcome.status) || outcome.status === 416
        ? new Passing(`the registry answered with status ${outcome.status}`)
        : outcome;
    } catch (error) {
      if (error instanceof HttpFailure) return new Passing(error.message);
      throw error;
    }
  }

  private session({ headers: { location } }: HttpAnswer, from: URL): URL {
    if (location !== undefined && URL.canParse(location, from.href)) {
      const session = new URL(location, from);
      if (session.protocol === 'https:' || session.protocol === from.protocol) return session;
    }
    throw unexpected(from, 'the registry names no place to upload to');
  }

  private url(path: string): URL {
    return new URL(`/v2/${this.repository}/${path}`, this.base);
  }
}

/** A failure that may pass: what it interrupted is worth another attempt. */
class Passing extends Error {}

/** `{"name", "tags"}`, of the distribution specification; `tags` is null where there are none. */
function tagsIn(body: Uint8Array): string[] {
  try {
    const { tags } = JSON.parse(Buffer.from(body).toString('utf8')) as { tags?: unknown };
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  } catch {
    return [];
  }
}

/** Where a list goes on, on the same server. */
function nextPage({ headers: { link = '' } }: HttpAnswer, from: URL): URL | undefined {
  const next = /<([^<>]+)>\s*;\s*rel="?next"?/.exec(link)?.[1];
  if (next === undefined || !URL.canParse(next, from.href)) return undefined;
  const url = new URL(next, from);
  return url.origin === from.origin ? url : undefined;
}

function withDigest(session: URL, digest: string): URL {
  const url = new URL(session);
  url.searchParams.append('digest', digest);
  return url;
}

function expect({ status, body }: HttpAnswer, wanted: readonly number[], method: string, url: URL): void {
  if (wanted.includes(status)) return;
  const said = [...registryErrors(body)].join('; ');
  throw unexpected(url, `${method} was answered with status ${status}${said === '' ? '' : ` (${said})`}`);
}

/** `{"errors": [{"code", "message"}]}`, of the distribution specification. */
function registryErrors(body: Uint8Array): string[] {
  try {
    const { errors } = JSON.parse(Buffer.from(body.subarray(0, 4096)).toString('utf8')) as { errors?: unknown };
    const list = Array.isArray(errors) ? (errors as { code?: unknown; message?: unknown }[]) : [];
    return list
      .slice(0, 3)
      .map(({ code, message }) => `${String(code).slice(0, 60)}: ${String(message).slice(0, 200)}`);
  } catch {
    return [];
  }
}

function unexpected(url: URL, why: string): PublishError {
  const isLogin = /status 40[13]/.test(why);
  return new PublishError({
    where: shownUrl(url),
    what: 'the registry did not do as asked',
    why,
    remedy: isLogin
      ? 'log in with "helm registry login", or ask for the right to push'
      : 'run it again; it goes on where it stopped',
  });
}
