import { type Machine, realMachine } from './credentials';
import { type Files, realFiles } from './io/files';
import type { Http } from './io/http';
import { nodeHttp } from './io/node-http';
import { realWait, type Wait } from './io/resilient';
import { PublishError } from './publish-error';

/** What publishing needs of the outside. */
export interface World {
  readonly files: Files;
  readonly http: Http;
  readonly wait: Wait;
  readonly machine: Machine;
}

/** How the outside is reached. */
export interface WorldOptions {
  /** A file with the certificates, in PEM, of the only authorities that are trusted. @default - those Node trusts */
  readonly caFile?: string;
  /** Stands in for the machine and its network, in a test. @default - the real ones */
  readonly world?: Partial<World>;
}

export async function worldOf({ caFile, world = {} }: WorldOptions): Promise<World> {
  const { files = realFiles, wait = realWait, machine = realMachine } = world;
  const ca = caFile === undefined ? undefined : Buffer.from(await needed(files, caFile)).toString('utf8');
  return { files, wait, machine, http: world.http ?? nodeHttp({ ca }) };
}

/** @throws PublishError where there is no such file */
export async function needed(files: Files, path: string): Promise<Uint8Array> {
  const content = await files.read(path);
  if (content !== undefined) return content;
  throw new PublishError({ where: path, what: 'no such file', why: 'nothing is there', remedy: 'check the path' });
}
