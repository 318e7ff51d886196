import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../src/helm/render';
import { helm, type HelmVersion } from '../support/helm';

/** A chart whose one template reads texts as YAML and prints what it understood. */
const FILES = {
  'Chart.yaml': 'apiVersion: v2\nname: probe\nversion: 1.0.0\n',
  'templates/probe.yaml':
    'kind: Probe\nread: |-\n{{- range .Values.texts }}\n  {{ fromYaml . | toJson | b64enc }}\n{{- end }}\n',
};

/** A folder that is gone when `body` is done. */
export function inTemporaryFolder<T>(body: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-vnf-'));
  try {
    return body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the files of a chart. */
export function writeFiles(folder: string, files: Iterable<readonly [string, string]>): void {
  for (const [path, text] of files) {
    const target = join(folder, path);
    mkdirSync(join(target, '..'), { recursive: true });
    writeFileSync(target, text);
  }
}

/** JSON that YAML readers take too: they refuse some characters that JSON allows. */
export function jsonForYaml(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What the YAML reader of Helm and kubectl makes of documents whose root is a map. */
export function readByGo(version: HelmVersion, texts: readonly string[]): Json[] {
  return inTemporaryFolder((folder) => {
    writeFiles(folder, Object.entries(FILES));
    writeFileSync(join(folder, 'texts.json'), jsonForYaml({ texts }));
    const printed = helm(version, ['template', folder, '--values', join(folder, 'texts.json')]);
    return [...printed.matchAll(/^ {2}(\S+)$/gm)].map(
      ([, read]) => JSON.parse(Buffer.from(read as string, 'base64').toString()) as Json,
    );
  });
}
