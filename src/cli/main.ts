#!/usr/bin/env node
import { parseArgs } from 'node:util';

import { runImportCrd } from '../codegen/command';

const USAGE = `usage: cdk8s-vnf import crd <file|folder|->... [options]

Writes TypeScript for custom resources, one file an API group.

  --output <folder>   where to write (default: imports)
  --module <name>     the module that exports Input (default: cdk8s-vnf)
  --group <group>     only this API group; may be repeated
  --storage-only      only the version that each resource is stored in
  --descriptions      keep the schema's descriptions as comments
  --help              print this text
`;

class UsageError extends Error {}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parsed(args);
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const [command, subject, ...paths] = positionals;
  if (command !== 'import' || subject !== 'crd') throw new UsageError('the command is "import crd"');
  if (paths.length === 0) throw new UsageError('name a file, a folder, or - for standard input');
  await runImportCrd({
    paths,
    output: values.output,
    module: values.module,
    descriptions: values.descriptions,
    groups: values.group,
    storageVersionOnly: values['storage-only'],
  });
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', default: 'imports' },
        module: { type: 'string' },
        group: { type: 'string', multiple: true },
        'storage-only': { type: 'boolean' },
        descriptions: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const wrongUsage = error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`cdk8s-vnf: ${message}\n${wrongUsage ? `\n${USAGE}` : ''}`);
  process.exitCode = wrongUsage ? 2 : 1;
});
