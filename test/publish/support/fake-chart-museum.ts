import type { Http, HttpAnswer, HttpRequest } from '../../../src/publish/io/http';
import { metadataOf } from '../../../src/publish/chart/packaged-chart';
import { sha256 } from './charts';
import { answer } from './fake-registry';

export interface FakeChartMuseumOptions {
  /** `--depth` of the tenants; the routes are those of pkg/chartmuseum/server/multitenant. */
  readonly depth?: number;
  readonly contextPath?: string;
  readonly allowForce?: boolean;
  /** The whole `Authorization` header that it takes. */
  readonly authorization?: string;
}

/** ChartMuseum as its README documents it: routes by depth, status codes, error bodies, conflicts. */
export class FakeChartMuseum implements Http {
  /** By tenant and file name, such as `org/repo/vnf-1.0.0.tgz`. */
  readonly storage = new Map<string, Uint8Array>();
  readonly log: HttpRequest[] = [];
  constructor(private readonly options: FakeChartMuseumOptions = {}) {}

  send(request: HttpRequest): Promise<HttpAnswer> {
    this.log.push(request);
    const { authorization, contextPath = '' } = this.options;
    if (authorization !== undefined && request.headers?.authorization !== authorization)
      return Promise.resolve(error(401, 'unauthorized', { 'www-authenticate': 'Basic realm="ChartMuseum"' }));
    const { pathname } = request.url;
    if (!pathname.startsWith(contextPath)) return Promise.resolve(error(404, 'not found'));
    const parts = pathname
      .slice(contextPath.length + 1)
      .split('/')
      .map(decodeURIComponent);
    return Promise.resolve(this.route(request, parts));
  }

  private route(request: HttpRequest, parts: readonly string[]): HttpAnswer {
    const { depth = 0 } = this.options;
    const isApi = parts[0] === 'api';
    const own = isApi ? parts.slice(1) : parts;
    const tenant = own
      .slice(0, depth)
      .map((part) => `${part}/`)
      .join('');
    const [what, ...rest] = own.slice(depth);
    if (isApi && what === 'charts' && request.method === 'POST') return this.post(request, tenant);
    if (isApi && what === 'prov' && request.method === 'POST')
      return this.put(request, tenant, [provenance(request.body)]);
    if (isApi && what === 'charts' && rest.length === 2 && request.method === 'DELETE')
      return this.delete(tenant, `${rest[0]}-${rest[1]}.tgz`);
    if (isApi && what === 'charts' && rest.length === 1) return this.versions(tenant, rest[0] ?? '');
    if (isApi && what === 'charts' && rest.length === 2) return this.version(tenant, rest[0] ?? '', rest[1] ?? '');
    if (!isApi && what === 'charts') {
      const found = this.storage.get(tenant + (rest[0] ?? ''));
      return found ? { status: 200, headers: {}, body: found } : error(404, 'object not found');
    }
    if (!isApi && what === 'index.yaml') return { status: 200, headers: {}, body: Buffer.from(this.index(tenant)) };
    return error(404, 'not found');
  }

  /** The exact version, else any that differs in build metadata alone, as Helm's `Get` finds it. */
  private version(tenant: string, name: string, version: string): HttpAnswer {
    const core = version.replace(/\+.*/, '');
    const file = [`${name}-${version}.tgz`, `${name}-${core}.tgz`].find((one) => this.storage.has(tenant + one));
    if (!file) return error(404, 'improper constraint or no chart version found');
    const bytes = this.storage.get(tenant + file) ?? new Uint8Array();
    return answer(200, {}, JSON.stringify({ name, version: metadataOf(bytes).version, digest: sha256(bytes) }));
  }

  private versions(tenant: string, name: string): HttpAnswer {
    const archives = [...this.storage].filter(([path]) => path.startsWith(tenant) && path.endsWith('.tgz'));
    const found = archives
      .map(([, bytes]) => ({ ...metadataOf(bytes), digest: sha256(bytes) }))
      .filter((one) => one.name === name)
      .map(({ version, digest }) => ({ name, version, digest }));
    return found.length > 0 ? answer(200, {}, JSON.stringify(found)) : error(404, 'chart not found');
  }

  private delete(tenant: string, file: string): HttpAnswer {
    if (!this.storage.delete(tenant + file)) return error(404, 'object not found');
    this.storage.delete(`${tenant}${file}.prov`);
    return answer(200, {}, JSON.stringify({ deleted: true }));
  }

  private post(request: HttpRequest, tenant: string): HttpAnswer {
    const { body = new Uint8Array(), headers = {} } = request;
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type'] ?? '')?.[1];
    if (boundary === undefined) return this.put(request, tenant, [packaged(body)]);
    const fields = new Map(multipart(body, boundary));
    const files = [packaged(fields.get('chart')), provenance(fields.get('prov'))];
    return this.put(request, tenant, files);
  }

  private put({ url }: HttpRequest, tenant: string, files: readonly (readonly [string, Uint8Array])[]): HttpAnswer {
    const mayReplace = url.searchParams.has('force') && this.options.allowForce !== false;
    if (!mayReplace && files.some(([name]) => this.storage.has(tenant + name)))
      return error(409, 'file already exists');
    for (const [name, bytes] of files) this.storage.set(tenant + name, bytes);
    return answer(201, {}, JSON.stringify({ saved: true }));
  }

  index(tenant: string): string {
    const files = [...this.storage].filter(([path]) => path.startsWith(tenant) && path.endsWith('.tgz'));
    const byName = new Map<string, string[]>();
    for (const [path, bytes] of files) {
      const { name, version } = metadataOf(bytes);
      const url = `charts/${path.slice(tenant.length)}`;
      const item = `  - apiVersion: v2\n    name: ${name}\n    version: ${version}\n    digest: "${sha256(bytes)}"\n    created: "2026-01-01T00:00:00Z"\n    urls:\n    - ${url}\n`;
      byName.set(name, [...(byName.get(name) ?? []), item]);
    }
    const entries = [...byName].sort().map(([name, items]) => `  ${name}:\n${items.join('')}`);
    const body = entries.length === 0 ? 'entries: {}\n' : `entries:\n${entries.join('')}`;
    return `apiVersion: v1\n${body}generated: "2026-01-01T00:00:00Z"\nserverInfo: {}\n`;
  }
}

function packaged(bytes: Uint8Array = new Uint8Array()): [string, Uint8Array] {
  const { name, version } = metadataOf(bytes);
  return [`${name}-${version}.tgz`, bytes];
}

function provenance(bytes: Uint8Array = new Uint8Array()): [string, Uint8Array] {
  const name = /^ {2}(\S+\.tgz): sha256:/m.exec(Buffer.from(bytes).toString())?.[1] ?? 'none';
  return [`${name}.prov`, bytes];
}

function multipart(body: Uint8Array, boundary: string): [string, Buffer][] {
  const parts = Buffer.from(body).toString('latin1').split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const content = rest.join('\r\n\r\n').replace(/\r\n$/, '');
    return [/name="([^"]+)"/.exec(head)?.[1] ?? '', Buffer.from(content, 'latin1')];
  });
}

function error(status: number, message: string, headers: Record<string, string> = {}): HttpAnswer {
  return answer(status, headers, JSON.stringify({ error: message }));
}
