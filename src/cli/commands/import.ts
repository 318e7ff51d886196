import type { Command } from 'commander';
import { addImportChart } from './import-chart';
import { addImportCrd } from './import-crd';
import { addImportManifest } from './import-manifest';

/** `import`: TypeScript from what people already have. */
export function addImport(program: Command): void {
  const command = program
    .command('import')
    .description("write TypeScript for custom resources, manifests, and somebody else's charts")
    .action(() => program.error('the command is "import crd", "import manifest" or "import chart"'));
  addImportCrd(command);
  addImportManifest(command);
  addImportChart(command);
}
