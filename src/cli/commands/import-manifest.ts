import type { Command } from 'commander';

interface Options {
  readonly output?: string;
  readonly name?: string;
  readonly exact?: boolean;
  readonly modernize?: boolean;
  readonly kubevirt?: string;
}

/** `import manifest`: a program that makes the same objects. */
export function addImportManifest(command: Command): void {
  command
    .command('manifest')
    .description('a program with the constructs of this library, from manifests; tells what would fail on a cluster')
    .argument('[path]', 'a file, a folder, or - for standard input')
    .option('--output <file>', 'where to write (default: standard output)')
    .option('--name <name>', 'name of the chart (default: that of the file or folder)')
    .option('--exact', 'keep out what the library adds on purpose')
    .option('--modernize', "write deprecated forms in today's")
    .option('--kubevirt <release>', 'release of KubeVirt on the clusters')
    .action(async (path: string | undefined, options: Options) => {
      if (path === undefined) command.error('name a file, a folder, or - for standard input');
      const { runImportManifest } = await import('../../codegen/manifest/command.js');
      const { text = '', findings, isBlocked } = await runImportManifest({ ...options, path });
      process.stdout.write(text);
      process.stderr.write(findings);
      if (isBlocked) process.exitCode = 1;
    });
}
