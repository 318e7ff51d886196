import type { World } from '../../../src/publish';
import type { Files } from '../../../src/publish/io/files';
import type { Http } from '../../../src/publish/io/http';
import type { PackagedChart } from '../../../src/publish/chart/packaged-chart';
import { MemoryFiles } from './memory-files';

export const NO_NETWORK: Http = { send: () => Promise.reject(new Error('no network here')) };

/** A machine in memory that waits for nothing and knows only what it is told. */
export function world(
  files: Files = new MemoryFiles(),
  http: Http = NO_NETWORK,
  machine: Partial<World['machine']> = {},
): World {
  return {
    files,
    http,
    wait: () => Promise.resolve(),
    machine: {
      environment: {},
      homeFolder: '/home/nobody',
      readText: () => Promise.resolve(undefined),
      run: () => Promise.reject(new Error('no programs here')),
      ...machine,
    },
  };
}

/** Lays charts into a folder as synth leaves them. @returns the folder */
export function laid(files: MemoryFiles, charts: readonly PackagedChart[], folder = '/dist/charts'): string {
  for (const { fileName, archive, provenance } of charts) {
    files.content.set(`${folder}/${fileName}`, archive);
    if (provenance) files.content.set(`${folder}/${fileName}.prov`, provenance);
  }
  return folder;
}
