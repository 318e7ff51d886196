import type { Command } from 'commander';

interface Options {
  readonly since: string;
  readonly write?: string;
  readonly json?: boolean;
  readonly plainHttp?: boolean;
  readonly caFile?: string;
  readonly contextPath?: string;
}

/** `changes`: what is new in charts, for their changelogs. */
export function addChanges(program: Command): void {
  program
    .command('changes')
    .description('tell what changed since the published versions, for changelogs')
    .argument('<charts...>', 'archives, or folders of archives such as dist/charts')
    .requiredOption('--since <target>', 'where the versions before are published, as for publish')
    .option('--write <folder>', 'keep it in <folder>/<chart>.yaml, which Changelog.fromFile reads at synth')
    .option('--json', 'print JSON')
    .option('--plain-http', 'speak HTTP without TLS to registries')
    .option('--ca-file <file>', 'trust the authorities in this file, and no others')
    .option('--context-path <path>', "the part of a ChartMuseum's URL that is the server's own")
    .action(async (charts: string[], options: Options) => {
      const { runChanges } = await import('../changes-command.js');
      await runChanges({ charts, ...options });
    });
}
