import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

const ROOT = join(__dirname, '..', '..');

export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of a user, in a folder of its own, that imports this package by its name. */
export class CliProject {
  readonly folder: string;

  constructor(app: string, config = 'output: dist/manifests') {
    mkdirSync(join(ROOT, '.cache'), { recursive: true });
    this.folder = mkdtempSync(join(ROOT, '.cache', 'project-'));
    this.write(
      'tsconfig.json',
      JSON.stringify({
        extends: '../../tsconfig.json',
        compilerOptions: { baseUrl: '../..', paths: { 'cdk8s-vnf': ['src/index.ts'] } },
      }),
    );
    this.write('cdk8s.yaml', `language: typescript\napp: node --import tsx app.ts\n${config}\n`);
    this.write('app.ts', app);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Paths of the files below a folder of the project, sorted. */
  files(below = '.'): string[] {
    return readdirSync(join(this.folder, below), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(join(this.folder, below).length + 1)
          .split(sep)
          .join('/'),
      )
      .sort();
  }

  /** Runs the real cdk8s CLI. */
  synth(...args: string[]): CliResult {
    return this.run([join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), 'synth', '--no-check-upgrade', ...args]);
  }

  /** Runs the app with plain node. */
  node(): CliResult {
    return this.run(['--import', 'tsx', 'app.ts']);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(args: readonly string[]): CliResult {
    const { CDK8S_OUTDIR: _, ...environment } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...environment, TSX_TSCONFIG_PATH: join(this.folder, 'tsconfig.json') },
    });
    return { status, stdout, stderr };
  }
}
