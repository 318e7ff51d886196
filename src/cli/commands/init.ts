import type { Command } from 'commander';

interface Options {
  readonly name?: string;
}

/** `init`: a new project. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('a new project with one virtual network function, its tests and a pipeline')
    .argument('[folder]', 'an empty folder, or one that is not there yet', '.')
    .option('--name <name>', "name in package.json (default: the folder's)")
    .action(async (folder: string, options: Options) => {
      const { newProject } = await import('../../codegen/project/new-project.js');
      const paths = await newProject(folder, options);
      const enter = folder === '.' ? [] : [`cd ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`];
      const next = [...enter, 'npm install', 'npm test', 'npm run synth'].map((command) => `  ${command}\n`);
      process.stdout.write(`${paths.map((path) => `${path}\n`).join('')}\nNext:\n${next.join('')}`);
    });
}
