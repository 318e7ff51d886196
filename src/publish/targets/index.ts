import { resolve } from 'node:path';
import type { CredentialStore, Secrets } from '../credentials';
import type { Files } from '../io/files';
import { type Http, withoutLogin } from '../io/http';
import type { Wait } from '../io/resilient';
import { PublishError } from '../publish-error';
import type { SigstoreSigning } from '../trust/bundles';
import { CHART_MUSEUM, ChartMuseum } from './chart-museum';
import { Directory } from './directory';
import { OciRegistry } from './oci';
import type { Target } from './target';

export interface TargetOptions {
  readonly sigstore?: SigstoreSigning;
  readonly force: boolean;
  readonly isPlainHttp: boolean;
  readonly baseUrl?: string;
  readonly contextPath?: string;
  readonly files: Files;
  readonly http: Http;
  readonly wait: Wait;
  readonly credentials: CredentialStore;
  readonly secrets: Secrets;
}

/**
 * The target that a name stands for: `oci://…`, `chartmuseum+https://…`, or a folder.
 * @throws PublishError
 */
export function targetOf(name: string, options: TargetOptions): Target {
  if (name.startsWith('oci://')) return new OciRegistry(name, options);
  if (name.startsWith(CHART_MUSEUM)) return new ChartMuseum(name, options);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(name)) {
    throw new PublishError({
      where: withoutLogin(name),
      what: 'nothing can be published there',
      why: 'a target is oci://<host>/<namespace>, chartmuseum+https://<host>/<tenant>, or a folder',
      remedy: 'for a static site, publish to its folder and deploy that',
    });
  }
  return new Directory(name, resolve(name), options);
}
