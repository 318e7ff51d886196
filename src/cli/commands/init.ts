import type { Command } from 'commander';

interface Options {
  readonly name?: string;
  readonly from?: string;
}

/** `init`: a new project. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('a new project with one virtual network function, its tests and a pipeline')
    .argument('[folder]', 'an empty folder, or one that is not there yet', '.')
    .option('--name <name>', "name in package.json (default: the folder's)")
    .option('--from <path>', 'begin with these manifests: a file, a folder, or - for standard input')
    .action(async (folder: string, { name, from }: Options) => {
      const { newProject } = await import('../../codegen/project/new-project.js');
      const imported = from === undefined ? undefined : await importedFrom(from);
      const paths = await newProject(folder, { name, program: imported?.text });
      const enter = folder === '.' ? [] : [`cd ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`];
      const next = [...enter, 'npm install', 'npm test', 'npm run synth'].map((command) => `  ${command}\n`);
      process.stdout.write(`${paths.map((path) => `${path}\n`).join('')}\nNext:\n${next.join('')}`);
      process.stderr.write(imported?.findings ?? '');
      if (imported?.isBlocked) process.exitCode = 1;
    });
}

async function importedFrom(path: string): Promise<{ text?: string; findings: string; isBlocked: boolean }> {
  const { runImportManifest } = await import('../../codegen/manifest/command.js');
  return runImportManifest({ path });
}
