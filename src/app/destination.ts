import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** Where a synth writes. */
export interface Destination {
  /** Folder of the manifests; the cdk8s CLI owns it. */
  readonly manifests: string;
  /** Folder of charts, EMCO packages and findings; undefined where none could be told. */
  readonly dist?: string;
  /** Whether the CLI pipes the manifests and everything else would be lost. */
  readonly isPiped: boolean;
}

/**
 * The CLI takes every YAML file below the output folder for a manifest, so that everything else goes beside it: into
 * `distDir`, or into the parent of an output folder called `manifests`.
 */
export function destinationOf(outdir: string, distDir: string | undefined): Destination {
  const manifests = resolve(outdir);
  if (isCliTemporary(manifests)) return { manifests, isPiped: true };
  if (distDir !== undefined) return { manifests, dist: resolve(distDir), isPiped: false };
  return { manifests, isPiped: false, ...(basename(manifests) === 'manifests' ? { dist: dirname(manifests) } : {}) };
}

/** `cdk8s synth --stdout` has the app write into a folder of its own, called so [cdk8s-cli util.mkdtemp]. */
function isCliTemporary(outdir: string): boolean {
  return (
    process.env.CDK8S_OUTDIR !== undefined &&
    dirname(outdir) === resolve(tmpdir()) &&
    /^cdk8s-\w{6}$/.test(basename(outdir))
  );
}

/** `cdk8s synth --format helm` writes one chart around the output of the whole app [cdk8s-cli createHelmScaffolding]. */
export function isHelmFormat(outdir: string): boolean {
  return (
    process.env.CDK8S_OUTDIR !== undefined &&
    basename(outdir) === 'templates' &&
    existsSync(join(dirname(outdir), 'Chart.yaml'))
  );
}
