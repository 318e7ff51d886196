import { execFileSync, spawnSync } from 'node:child_process';

/** Debian's own, which has the modules of Debian's packages. */
export const PYTHON = '/usr/bin/python3';

/** Installs what is missing of these packages. */
export function needDebianPackages(...names: readonly string[]): void {
  if (names.some((name) => spawnSync('dpkg', ['-s', name]).status !== 0))
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...names]);
}

/** The documents of each YAML text as PyYAML reads them. */
export function readByPyYaml(texts: readonly string[]): unknown[][] {
  const script =
    'import json, sys, yaml; print(json.dumps([list(yaml.safe_load_all(text)) for text in json.load(sys.stdin)]))';
  const input = JSON.stringify(texts);
  return JSON.parse(
    execFileSync(PYTHON, ['-c', script], { input, encoding: 'utf8', maxBuffer: 1 << 30 }),
  ) as unknown[][];
}
