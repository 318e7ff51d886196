import type { Command } from 'commander';

interface Options {
  readonly output: string;
  readonly module?: string;
  readonly group?: readonly string[];
  readonly storageOnly?: boolean;
  readonly descriptions?: boolean;
}

/** `import crd`: TypeScript for custom resources. */
export function addImportCrd(command: Command): void {
  command
    .command('crd')
    .description('one file an API group, from custom resource definitions')
    .argument('[paths...]', 'files, folders, or - for standard input')
    .option('--output <folder>', 'where to write', 'imports')
    .option('--module <name>', 'the module that exports Input (default: cdk8s-vnf)')
    .option('--group <group>', 'only this API group; may be repeated', collected)
    .option('--storage-only', 'only the version that each resource is stored in')
    .option('--descriptions', "keep the schema's descriptions as comments")
    .action(async (paths: string[], { storageOnly, group, ...options }: Options) => {
      if (paths.length === 0) command.error('name a file, a folder, or - for standard input');
      const { runImportCrd } = await import('../../codegen/crd/command.js');
      await runImportCrd({ ...options, paths, groups: group, storageVersionOnly: storageOnly });
    });
}

function collected(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
