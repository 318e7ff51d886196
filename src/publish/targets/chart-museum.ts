import { REPOSITORY_METADATA_FILE } from '../artifact-hub';
import { MAX_ARCHIVE_BYTES, type PackagedChart } from '../chart/packaged-chart';
import type { CredentialStore, Secrets } from '../credentials';
import { sha256 } from '../digest';
import { AuthorizedHttp } from '../io/authorized';
import { type Http, type HttpAnswer, HttpFailure, shownUrl, withoutLogin } from '../io/http';
import { following, isPassing, retrying, type Wait } from '../io/resilient';
import { PublishError } from '../publish-error';
import type { PublishedVersion } from '../review';
import { type Change, failed, type Plan, type Progress, type Publication, subjectOf, type Target } from './target';

export interface ChartMuseumOptions {
  readonly http: Http;
  readonly wait: Wait;
  readonly credentials: CredentialStore;
  readonly secrets: Secrets;
  /** Replace versions that are published with other bytes. */
  readonly force: boolean;
  /** The part of the URL's path that belongs to the server and not to the tenant. @default '' */
  readonly contextPath?: string;
  /** Whether whoever publishes signs with Sigstore, for which this server has no place. @default false */
  readonly sigstore?: unknown;
}

export const CHART_MUSEUM = 'chartmuseum+';
const ATTEMPTS = 4;
/** Of one chart; as much as a whole index may have. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;

interface Upload {
  readonly path: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/**
 * A repository of a ChartMuseum. The server writes the index; archive and provenance go to it in one request, so that it
 * never lists one without the other.
 */
export class ChartMuseum implements Target {
  private readonly http: Http;
  private readonly base: URL;
  /** `/<org>/<repo>`, of as many parts as the server's `--depth`. */
  private readonly tenant: string;
  private readonly context: string;

  /** @throws PublishError where the name is no URL of a repository */
  constructor(
    readonly name: string,
    private readonly options: ChartMuseumOptions,
  ) {
    this.base = baseOf(name);
    const path = this.base.pathname.replace(/\/+$/, '');
    this.context = (options.contextPath ?? '').replace(/\/+$/, '');
    if (this.context !== '' && !`${path}/`.startsWith(`${this.context}/`))
      throw failed(
        name,
        'the context path is no part of the URL',
        `${path} does not begin with ${this.context}`,
        'write the path with which the server was started',
      );
    this.tenant = path.slice(this.context.length);
    const server = { kind: 'repository', url: this.base } as const;
    const { http, wait, credentials, secrets } = options;
    this.http = following(new AuthorizedHttp(retrying(http, wait), server, credentials, secrets));
  }

  async plan({ charts, metadata }: Publication): Promise<Plan> {
    const changes: Change[] = [];
    for (const chart of charts) changes.push(this.unsigned(await this.change(chart)));
    if (metadata)
      throw failed(
        this.name,
        `${REPOSITORY_METADATA_FILE} cannot be uploaded`,
        'ChartMuseum makes that file itself',
        'start the server with --artifact-hub-repo-id, and leave the file out here',
      );
    return { changes };
  }

  async versions(chart: string): Promise<readonly PublishedVersion[]> {
    const url = this.url(`${this.context}/api${this.tenant}/charts/${chart}`);
    const answer = await this.http.send({ method: 'GET', url, maxBytes: MAX_LIST_BYTES });
    if (answer.status === 404) return [];
    this.expect(answer, [200], 'GET', url);
    const archive = async ({ version, digest }: ListedVersion): Promise<Uint8Array | undefined> => {
      const content = await this.file(`${chart}-${version}.tgz`);
      const isWhole = content !== undefined && (digest === undefined || sha256(content) === digest);
      return isWhole ? content : undefined;
    };
    return versionsIn(answer.body).map((one) => ({ version: one.version, archive: () => archive(one) }));
  }

  async apply({ changes }: Plan, progress: Progress): Promise<void> {
    for (const change of changes) {
      const { chart, action } = change;
      if (action === 'keep' || !chart) continue;
      if (action === 'complete') await this.upload(change, this.provenanceUpload(chart), progress);
      else {
        if (action === 'replace' && !chart.provenance) await this.removeSigned(chart);
        await this.upload(change, this.chartUpload(chart), progress);
      }
      progress.done(change);
    }
  }

  /** What a key was given for and cannot be done is said. */
  private unsigned(change: Change): Change {
    if (this.options.sigstore === undefined || change.action === 'refuse') return change;
    const reason = [change.reason, 'ChartMuseum stores no Sigstore bundles'].filter((one) => one !== undefined);
    return { ...change, reason: reason.join('; ') };
  }

  private async change(chart: PackagedChart): Promise<Change> {
    const change = { subject: subjectOf(chart), digest: `sha256:${chart.digest}`, chart };
    const published = await this.published(chart);
    if (published === undefined) return { ...change, action: 'add' };
    if (published !== chart.digest)
      return { ...change, action: this.options.force ? 'replace' : 'refuse', published: `sha256:${published}` };
    const lacksProvenance = chart.provenance !== undefined && !(await this.file(`${chart.fileName}.prov`));
    return lacksProvenance
      ? { ...change, action: 'complete', reason: 'the provenance file is missing' }
      : { ...change, action: 'keep' };
  }

  /** The digest of the archive that is there; undefined where there is none. */
  private async published({ name, version, fileName }: PackagedChart): Promise<string | undefined> {
    const url = this.url(`${this.context}/api${this.tenant}/charts/${name}/${encodeURIComponent(version)}`);
    const answer = await this.http.send({ method: 'GET', url });
    if (answer.status === 404) return undefined;
    this.expect(answer, [200], 'GET', url);
    const found = json(answer.body);
    // The server answers with the nearest version where the very one is missing, such as one of other build metadata.
    if (found.version !== version) return undefined;
    if (typeof found.digest === 'string' && found.digest !== '') return found.digest;
    const archive = await this.file(fileName);
    return archive && sha256(archive);
  }

  private async file(name: string): Promise<Uint8Array | undefined> {
    const url = this.url(`${this.context}${this.tenant}/charts/${encodeURIComponent(name)}`);
    const answer = await this.http.send({ method: 'GET', url, maxBytes: MAX_ARCHIVE_BYTES });
    if (answer.status === 404) return undefined;
    this.expect(answer, [200], 'GET', url);
    return answer.body;
  }

  /** The server keeps the provenance of the old bytes beside the new ones, unless the version goes first. */
  private async removeSigned({ name, version, fileName }: PackagedChart): Promise<void> {
    if ((await this.file(`${fileName}.prov`)) === undefined) return;
    const url = this.url(`${this.context}/api${this.tenant}/charts/${name}/${encodeURIComponent(version)}`);
    const answer = await this.http.send({ method: 'DELETE', url });
    this.expect(
      answer,
      [200, 404],
      'DELETE',
      url,
      'sign the new archive, or start the server without --disable-delete',
    );
  }

  private chartUpload({ archive, provenance, digest }: PackagedChart): Upload {
    const path = `${this.context}/api${this.tenant}/charts`;
    if (!provenance) return { path, contentType: 'application/octet-stream', body: archive };
    const boundary = `cdk8s-vnf-${digest}`;
    return {
      path,
      contentType: `multipart/form-data; boundary=${boundary}`,
      body: multipart(boundary, { chart: archive, prov: provenance }),
    };
  }

  private provenanceUpload({ provenance = new Uint8Array() }: PackagedChart): Upload {
    return {
      path: `${this.context}/api${this.tenant}/prov`,
      contentType: 'application/octet-stream',
      body: provenance,
    };
  }

  private async upload({ action, subject, chart }: Change, upload: Upload, progress: Progress): Promise<void> {
    let mayReplace = action === 'replace';
    for (let attempt = 1; ; attempt++) {
      const url = this.url(upload.path + (mayReplace ? '?force' : ''));
      const answer = await this.trial(url, upload, (bytes) => progress.sent(subject, bytes));
      if (typeof answer !== 'string' && answer.status === 409 && chart) {
        // An earlier attempt may have arrived although its answer did not.
        if (action === 'complete' || (await this.published(chart)) === chart.digest) return;
        // The archive is not there, so what stands in the way is a provenance file that a killed run left.
        if (!mayReplace && (await this.published(chart)) === undefined && attempt < ATTEMPTS) {
          mayReplace = true;
          continue;
        }
        throw failed(this.name, `${subject} was not published`, said(answer), REMEDY_FOR_CONFLICT);
      }
      if (typeof answer !== 'string') {
        this.expect(answer, [201], 'POST', url);
        return;
      }
      if (attempt >= ATTEMPTS) throw failed(this.name, `${subject} was not published`, answer);
      await this.options.wait(250 * 2 ** attempt);
    }
  }

  /** @returns what went wrong, where it may pass */
  private async trial(
    url: URL,
    { contentType, body }: Upload,
    onSent: (bytes: number) => void,
  ): Promise<HttpAnswer | string> {
    try {
      const answer = await this.http.send({
        method: 'POST',
        url,
        headers: { 'content-type': contentType },
        body,
        onSent,
      });
      return isPassing(answer.status) && answer.status !== 507 ? said(answer) : answer;
    } catch (error) {
      if (error instanceof HttpFailure) return error.message;
      throw error;
    }
  }

  private url(path: string): URL {
    return new URL(path, this.base);
  }

  private expect(answer: HttpAnswer, wanted: readonly number[], method: string, url: URL, hint?: string): void {
    if (wanted.includes(answer.status)) return;
    const remedy = answer.status === 401 || answer.status === 403 ? 'give the login of somebody who may push' : hint;
    throw failed(this.name, `${method} ${shownUrl(url)} did not do as asked`, said(answer), remedy);
  }
}

const REMEDY_FOR_CONFLICT = 'raise the version, or start the server with leave to overwrite (--allow-overwrite)';

function baseOf(name: string): URL {
  const text = name.slice(CHART_MUSEUM.length);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isRepository = url !== undefined && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '';
  if (isRepository && url.username === '' && url.password === '') return url;
  throw new PublishError({
    where: withoutLogin(name),
    what: 'no URL of a ChartMuseum',
    why: isRepository
      ? 'a login in a URL is seen by everybody on the machine'
      : 'it is not chartmuseum+https://<host>/<tenant>',
    remedy: isRepository ? 'put it in the environment or into "helm repo add"' : 'write the URL of the repository',
  });
}

function multipart(boundary: string, fields: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts = Object.entries(fields).flatMap(([name, content]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}"\r\n`),
    Buffer.from('Content-Type: application/octet-stream\r\n\r\n'),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

function json(body: Uint8Array): Record<string, unknown> {
  return recordOf(parsed(body));
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

interface ListedVersion {
  readonly version: string;
  readonly digest?: string;
}

/** The versions of a chart as the server lists them. */
function versionsIn(body: Uint8Array): ListedVersion[] {
  const list = parsed(body);
  return (Array.isArray(list) ? list.map(recordOf) : []).flatMap(({ version, digest }) =>
    typeof version === 'string'
      ? [{ version, digest: typeof digest === 'string' && digest !== '' ? digest : undefined }]
      : [],
  );
}

/** What the server said: its status and, where it gives one, its reason. */
function said({ status, body }: HttpAnswer): string {
  const { error } = json(body.subarray(0, 4096));
  return `the server answered with status ${status}${typeof error === 'string' ? ` (${error.slice(0, 200)})` : ''}`;
}
