import { randomUUID } from 'node:crypto';
import type { Http, HttpAnswer, HttpRequest } from '../../../src/publish/io/http';
import { sha256 } from './charts';

export interface FakeRegistryOptions {
  /** Keeps lists of referrers itself. @default - answers with 404, and takes lists under tags */
  readonly hasReferrers?: boolean;
  /** Asks for a token from this service, which wants this login. */
  readonly auth?: { readonly realm: string; readonly basic: string; readonly token: string };
}

const INDEX = 'application/vnd.oci.image.index.v1+json';

interface ManifestContent {
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly config?: { readonly digest: string };
  readonly layers?: readonly { readonly digest: string }[];
  readonly manifests?: readonly { readonly digest: string }[];
  readonly subject?: { readonly digest: string };
}

/** As much of the distribution specification as pushing needs; as strict as the real thing about order. */
export class FakeRegistry implements Http {
  readonly blobs = new Map<string, Uint8Array>();
  /** By `<repository>@<digest or tag>`. */
  readonly manifests = new Map<string, Uint8Array>();
  readonly log: HttpRequest[] = [];
  private readonly uploads = new Map<string, Buffer>();

  constructor(private readonly options: FakeRegistryOptions = {}) {}

  send(request: HttpRequest): Promise<HttpAnswer> {
    this.log.push(request);
    return Promise.resolve(this.authorized(request) ?? this.answer(request));
  }

  private authorized({ url, headers }: HttpRequest): HttpAnswer | undefined {
    const { auth } = this.options;
    if (!auth) return undefined;
    if (url.href.startsWith(auth.realm)) {
      const isKnown = headers?.authorization === `Basic ${Buffer.from(auth.basic).toString('base64')}`;
      return isKnown ? answer(200, {}, JSON.stringify({ token: auth.token })) : answer(401);
    }
    if (headers?.authorization === `Bearer ${auth.token}`) return undefined;
    const challenge = `Bearer realm="${auth.realm}",service="fake",scope="repository:x:pull,push"`;
    return answer(401, { 'www-authenticate': challenge });
  }

  private answer(request: HttpRequest): HttpAnswer {
    const { method, url, body = new Uint8Array(), headers = {} } = request;
    const [, repository = '', rest = ''] =
      /^\/v2\/(.+?)\/((?:blobs|manifests|tags|referrers)\/.*)$/.exec(url.pathname) ?? [];
    const [kind, reference = '', upload = ''] = rest.split('/');
    if (kind === 'tags') return this.tags(repository, url);
    if (kind === 'referrers') return this.referrers(repository, reference);
    if (kind === 'manifests') return this.manifest(repository, reference, request);
    if (reference !== 'uploads') {
      const blob = this.blobs.get(reference);
      if (!blob) return answer(404);
      const whole = answer(200, { 'content-length': String(blob.length) });
      return method === 'GET' ? { ...whole, body: blob } : whole;
    }
    if (method === 'POST') return this.session(repository, randomUUID(), Buffer.alloc(0), 202);
    const sofar = this.uploads.get(upload);
    if (!sofar) return answer(404);
    if (method === 'GET') return this.session(repository, upload, sofar, 204);
    const from = /^(\d+)-/.exec(headers['content-range'] ?? '')?.[1];
    if (from !== undefined && Number(from) !== sofar.length) return answer(416);
    const whole = Buffer.concat([sofar, body]);
    if (method === 'PATCH') return this.session(repository, upload, whole, 202);
    const digest = url.searchParams.get('digest') ?? '';
    if (digest !== `sha256:${sha256(whole)}`) return answer(400);
    this.uploads.delete(upload);
    this.blobs.set(digest, whole);
    return answer(201);
  }

  /** Two a page, so that a list goes on. */
  private tags(repository: string, { searchParams }: URL): HttpAnswer {
    const all = [...this.manifests.keys()]
      .filter((key) => key.startsWith(`${repository}@`) && !key.includes('@sha256:'))
      .map((key) => key.slice(repository.length + 1))
      .sort();
    if (all.length === 0) return answer(404);
    const rest = all.filter((tag) => tag > (searchParams.get('last') ?? ''));
    const tags = rest.slice(0, 2);
    const next = `</v2/${repository}/tags/list?last=${tags.at(-1)}>; rel="next"`;
    return answer(200, rest.length > 2 ? { link: next } : {}, JSON.stringify({ name: repository, tags }));
  }

  private referrers(repository: string, subject: string): HttpAnswer {
    if (!this.options.hasReferrers) return answer(404);
    const own = [...this.manifests].filter(([key]) => key.startsWith(`${repository}@sha256:`));
    const manifests = own.flatMap(([key, bytes]) => {
      const content = JSON.parse(Buffer.from(bytes).toString()) as ManifestContent;
      const { mediaType, artifactType } = content;
      const digest = key.slice(repository.length + 1);
      return content.subject?.digest === subject ? [{ mediaType, digest, size: bytes.length, artifactType }] : [];
    });
    return answer(200, { 'content-type': INDEX }, JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }));
  }

  private session(repository: string, id: string, sofar: Buffer, status: number): HttpAnswer {
    this.uploads.set(id, sofar);
    return answer(status, {
      location: `/v2/${repository}/blobs/uploads/${id}?_state=s`,
      range: `0-${Math.max(0, sofar.length - 1)}`,
    });
  }

  private manifest(repository: string, reference: string, request: HttpRequest): HttpAnswer {
    const { method, body = new Uint8Array(), headers } = request;
    const type = headers?.['content-type'];
    const digest = `sha256:${sha256(body)}`;
    if (method === 'PUT') {
      const content = JSON.parse(Buffer.from(body).toString()) as ManifestContent;
      const { config, layers = [], manifests = [], subject, mediaType } = content;
      if (mediaType === INDEX && type !== INDEX) return answer(400);
      if ([...(config ? [config] : []), ...layers].some((one) => !this.blobs.has(one.digest))) return answer(400);
      if (manifests.some((one) => !this.manifests.has(`${repository}@${one.digest}`))) return answer(400);
      if (reference.startsWith('sha256:') && reference !== digest) return answer(400);
      this.manifests.set(`${repository}@${digest}`, body);
      this.manifests.set(`${repository}@${reference}`, body);
      const stored = { 'docker-content-digest': digest };
      const isListed = this.options.hasReferrers && subject !== undefined;
      return answer(201, isListed ? { ...stored, 'oci-subject': subject.digest } : stored);
    }
    const found = this.manifests.get(`${repository}@${reference}`);
    return found ? { status: 200, headers: {}, body: found } : answer(404);
  }
}

export function answer(status: number, headers: Record<string, string> = {}, text = ''): HttpAnswer {
  return { status, headers, body: Buffer.from(text) };
}
