import type { Command } from 'commander';

interface Options {
  readonly output: string;
  readonly module?: string;
  readonly schema: boolean;
  readonly plainHttp?: boolean;
  readonly caFile?: string;
}

const ABOUT = `
Two files are written: <chart>.ts with the types of the values, and <chart>-<version>.tgz, which it reads and whose digest it
checks. Both belong into version control: a synth asks no network. Logins are those of "cdk8s-vnf publish".`;

/** `import chart`: a typed handle of somebody else's chart. */
export function addImportChart(command: Command): void {
  command
    .command('chart')
    .description("a typed handle of somebody else's Helm chart")
    .argument('<chart>', 'a folder, an archive, or oci://<host>/<repository>:<version>')
    .option('--output <folder>', 'where to write', 'imports')
    .option('--module <name>', 'the module that exports ForeignChart (default: cdk8s-vnf)')
    .option('--no-schema', 'take the types from values.yaml even where there is a schema')
    .option('--plain-http', 'speak HTTP without TLS to the registry')
    .option('--ca-file <file>', 'trust the authorities in this file, and no others')
    .addHelpText('after', ABOUT)
    .action(async (chart: string, { plainHttp, caFile, ...options }: Options) => {
      const { chartAt, runImportChart } = await import('../../codegen/chart/command.js');
      const source = chart.startsWith('oci://') ? await fetched(chart, { plainHttp, caFile }) : await chartAt(chart);
      await runImportChart(source, options);
    });
}

async function fetched(
  reference: string,
  options: { readonly plainHttp?: boolean; readonly caFile?: string },
): Promise<{ readonly name: string; readonly archive: Uint8Array }> {
  const { fetchChart } = await import('../../publish/fetch-chart.js');
  const { archive } = await fetchChart(reference, options);
  return { name: reference, archive };
}
