import { createHash } from 'node:crypto';
import { packTgz } from '../../../src/helm/archive';
import { readPackagedChart, type PackagedChart } from '../../../src/publish/chart/packaged-chart';

export const CREATED = '2026-01-02T03:04:05Z';

/** Chart.yaml and whatever else, packaged. */
export function archive(name: string, version: string, more: Record<string, string> = {}, chartYaml = ''): Uint8Array {
  const metadata = `apiVersion: v2\nname: ${name}\nversion: ${version}\n${chartYaml}`;
  const files = { 'Chart.yaml': metadata, 'templates/empty.yaml': '', 'values.yaml': '{}\n', ...more };
  return packTgz(new Map(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text])));
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A provenance file as far as publishing reads it. */
export function provenanceOf(fileName: string, bytes: Uint8Array): Uint8Array {
  return Buffer.from(`-----BEGIN PGP SIGNED MESSAGE-----\n\n...\nfiles:\n  ${fileName}: sha256:${sha256(bytes)}\n`);
}

export function chart(name: string, version: string, options: { text?: string; signed?: boolean } = {}): PackagedChart {
  const bytes = archive(name, version, { 'README.md': options.text ?? '' });
  const fileName = `${name}-${version}.tgz`;
  return readPackagedChart({
    path: fileName,
    archive: bytes,
    provenance: options.signed ? provenanceOf(fileName, bytes) : undefined,
    created: new Date(CREATED),
  });
}
