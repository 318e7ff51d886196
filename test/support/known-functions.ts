import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeChart } from './chart-folder';
import { helm, type HelmVersion } from './helm';

/** Which functions of templates a Helm can read. */
export function knownFunctions(version: HelmVersion, names: Iterable<string>): string[] {
  return [...names].filter((name) => reads(version, `{{ range list }}{{ ${name} }}{{ end }}`));
}

function reads(version: HelmVersion, template: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-vnf-functions-'));
  const files = new Map([
    ['Chart.yaml', 'apiVersion: v2\nname: probe\nversion: 1.0.0\n'],
    ['templates/probe.yaml', template],
  ]);
  try {
    helm(version, ['template', 'probe', writeChart({ name: 'probe', files: () => files }, folder)]);
    return true;
  } catch (error) {
    if (/function "\w+" not defined/.test(String(error))) return false;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
