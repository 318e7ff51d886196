#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { addChanges } from './commands/changes';
import { addImport } from './commands/import';
import { addInit } from './commands/init';
import { addPublish } from './commands/publish';
import { addVerify } from './commands/verify';

/** One file a command; what a command runs is loaded when it runs. */
const COMMANDS = [addInit, addImport, addChanges, addPublish, addVerify];

const USAGE = [
  'usage: cdk8s-vnf init [folder] [options]',
  '       cdk8s-vnf import crd <file|folder|->... [options]',
  '       cdk8s-vnf import manifest <file|folder|-> [options]',
  '       cdk8s-vnf import chart <folder|archive|oci://...> [options]',
  '       cdk8s-vnf changes <charts...> --since <target> [options]',
  '       cdk8s-vnf publish <charts...> --to <target> [options]',
  '       cdk8s-vnf verify <charts...> [options]',
  '',
  '"cdk8s-vnf help <command>" tells more.',
  '',
].join('\n');

/** Exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
async function main(args: readonly string[]): Promise<void> {
  const program = new Command('cdk8s-vnf')
    .description(
      'Begin a project; write TypeScript for custom resources, manifests and charts; publish and verify charts.',
    )
    .helpCommand('help [command]', 'tell more')
    .allowExcessArguments()
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .action(() => program.error('the command is "init", "import", "changes", "publish" or "verify"'));
  for (const add of COMMANDS) add(program);
  await program.parseAsync([...args], { from: 'user' });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof CommanderError && error.exitCode === 0) return;
  const isUsage = error instanceof CommanderError;
  const message = (error instanceof Error ? error.message : String(error)).replace(/^error: /, '');
  process.stderr.write(`cdk8s-vnf: ${message}\n${isUsage ? `\n${USAGE}` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
});
