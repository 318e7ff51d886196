import type { World } from '../../../src/publish';
import type { Files } from '../../../src/publish/io/files';
import { type Http, HttpFailure, type HttpRequest } from '../../../src/publish/io/http';
import { answer } from './fake-registry';

/** What can go wrong around one call. `killed` is the last thing that happens in its run. */
export const HTTP_FAULTS = ['killed', 'status 503', 'time-out', 'reset', 'down for good'] as const;
export const FILE_FAULTS = ['killed', 'disk full', 'half written', 'input/output error'] as const;
export type FaultKind = (typeof HTTP_FAULTS)[number] | (typeof FILE_FAULTS)[number];

export interface Fault {
  /** The call, counted from 0. */
  readonly call: number;
  readonly when: 'before' | 'after';
  readonly kind: FaultKind;
}

export interface Call {
  readonly what: string;
  readonly isHttp: boolean;
  readonly isWrite: boolean;
}

class Killed extends Error {}

/** A world in which one fault happens, and which writes down every call. */
export class FaultyWorld {
  readonly calls: Call[] = [];
  private isDead = false;
  private isDown = false;

  constructor(
    private readonly inner: World,
    private readonly fault?: Fault,
  ) {}

  get world(): World {
    const { files, http } = this.inner;
    const file = <T>(what: string, act: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> =>
      this.file(what, act, half);
    const faultyFiles: Files = {
      read: (path) => file(`read ${path}`, () => files.read(path)),
      stat: (path) => file(`stat ${path}`, () => files.stat(path)),
      list: (path) => file(`list ${path}`, () => files.list(path)),
      makeFolder: (path) => file(`makeFolder ${path}`, () => files.makeFolder(path)),
      write: (path, content) =>
        file(
          `write ${path}`,
          () => files.write(path, content),
          () => files.write(path, content.slice(0, content.length / 2)),
        ),
      rename: (from, to) => file(`rename ${to}`, () => files.rename(from, to)),
      remove: (path) => file(`remove ${path}`, () => files.remove(path)),
    };
    const faultyHttp: Http = { send: (request) => this.http(request, () => http.send(request)) };
    return { ...this.inner, files: faultyFiles, http: faultyHttp };
  }

  private begin(what: string, isHttp: boolean, isWrite: boolean): Fault | undefined {
    if (this.isDead) throw new Killed();
    const call = this.calls.push({ what, isHttp, isWrite }) - 1;
    return this.fault?.call === call ? this.fault : undefined;
  }

  private async file<T>(what: string, act: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
    const fault = this.begin(what.replace(/\.\d+\./, '.<pid>.'), false, /^(write|rename|remove|make)/.test(what));
    if (!fault) return act();
    if (fault.kind === 'half written') await half?.();
    else if (fault.when === 'after') await act();
    if (fault.kind === 'killed') throw this.kill();
    const code = fault.kind === 'input/output error' ? 'EIO' : 'ENOSPC';
    throw Object.assign(new Error(`${code}: ${fault.kind}`), { code });
  }

  private async http<T>({ method, url }: HttpRequest, act: () => Promise<T>): Promise<T> {
    const what = `${method} ${url.pathname.replace(/uploads\/.+/, 'uploads/<session>')}`;
    const fault = this.begin(what, true, method !== 'GET' && method !== 'HEAD');
    if (this.isDown) return answer(503) as T;
    if (!fault) return act();
    if (fault.when === 'after') await act();
    if (fault.kind === 'killed') throw this.kill();
    if (fault.kind === 'status 503') return answer(503) as T;
    if (fault.kind === 'down for good') {
      this.isDown = true;
      return answer(503) as T;
    }
    throw new HttpFailure(fault.kind);
  }

  private kill(): Error {
    this.isDead = true;
    return new Killed();
  }
}

/** Every fault there is around the calls of one run. */
export function faultsOf(calls: readonly Call[]): Fault[] {
  return calls.flatMap(({ isHttp, isWrite }, call) =>
    (isHttp ? HTTP_FAULTS : FILE_FAULTS).flatMap((kind) =>
      (['before', 'after'] as const)
        .filter((when) => (kind === 'half written' ? isWrite && when === 'before' : true))
        .map((when) => ({ call, when, kind })),
    ),
  );
}

export function told({ call, when, kind }: Fault, calls: readonly Call[]): string {
  return `${kind} ${when} ${calls[call]?.what ?? ''} (call ${call + 1})`;
}
