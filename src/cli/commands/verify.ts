import type { Command } from 'commander';

interface Options {
  readonly publicKey?: readonly string[];
  readonly plainHttp?: boolean;
  readonly caFile?: string;
  readonly json?: boolean;
}

/** `verify`: whether charts are what their provenance, signatures, statements and index say. */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('verify packaged charts against what lies beside them, or in their registry')
    .argument('<charts...>', 'archives, folders of archives, or oci://<host>/<repository>[:<version>|@<digest>]')
    .option('--public-key <file>', 'an armoured OpenPGP key, or a key in PEM; may be repeated', collected)
    .option('--plain-http', 'speak HTTP without TLS to registries')
    .option('--ca-file <file>', 'trust the authorities in this file, and no others')
    .option('--json', 'print JSON')
    .action(async (paths: string[], options: Options) => {
      const { runVerify } = await import('../verify-command.js');
      await runVerify({ paths, ...options });
    });
}

function collected(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}
