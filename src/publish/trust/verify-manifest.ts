import type { ChartArchive } from './artifacts';
import { digestOf } from '../digest';
import { canonicalJson, type Fields, fieldsOf, jsonIn, listOf } from './json';
import { Problems, type VerificationProblem } from './problem';

const CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const PROVENANCE_LAYER = 'application/vnd.cncf.helm.chart.provenance.v1.prov';
const TITLE = 'org.opencontainers.image.title';
const VERSION = 'org.opencontainers.image.version';

/** An OCI manifest of a chart and what it should speak of. */
export interface ManifestToVerify {
  /** As it stands in the registry. */
  readonly manifest: Uint8Array | string;
  /** The blob that the manifest names as its config. @default - not looked at */
  readonly config?: Uint8Array | string;
  /** The digest the manifest was asked for by. @default - not compared */
  readonly digest?: string;
  readonly archive: ChartArchive;
  readonly provenance?: Uint8Array | string;
  readonly chartYaml?: Fields;
}

/** Checks the manifest of a chart in an OCI registry against the archive, its provenance and its metadata. */
export function verifyManifest(given: ManifestToVerify): VerificationProblem[] {
  const { archive, provenance, chartYaml } = given;
  const problems = new Problems('manifest');
  if (given.digest !== undefined) problems.same('digest', given.digest, digestOf(given.manifest));
  const manifest = fieldsOf(jsonIn(textOf(given.manifest)));
  if (!manifest) return problems.add('', 'a JSON object', 'something else').found;
  problems.same('schemaVersion', 2, manifest.schemaVersion);
  compareBlob('config', CONFIG, given.config, fieldsOf(manifest.config), problems);
  compareLayer(CHART_LAYER, archive.bytes, manifest, problems);
  compareLayer(PROVENANCE_LAYER, provenance, manifest, problems);
  const annotations = fieldsOf(manifest.annotations);
  if (chartYaml) {
    problems.same(`annotations["${TITLE}"]`, chartYaml.name, annotations?.[TITLE]);
    problems.same(`annotations["${VERSION}"]`, chartYaml.version, annotations?.[VERSION]);
    if (given.config !== undefined) problems.found.push(...verifyConfig(given.config, chartYaml));
  }
  return problems.found;
}

function compareLayer(
  mediaType: string,
  content: Uint8Array | string | undefined,
  manifest: Fields,
  problems: Problems,
): void {
  const layers = listOf(manifest.layers).map(fieldsOf);
  const index = layers.findIndex((layer) => layer?.mediaType === mediaType);
  if (content === undefined && index < 0) return;
  if (content === undefined) problems.add(`layers[${index}]`, 'no layer of provenance, since none is given', mediaType);
  else if (index < 0) problems.add('layers', `a layer of type ${mediaType}`, 'none');
  else compareBlob(`layers[${index}]`, mediaType, content, layers[index], problems);
}

function compareBlob(
  where: string,
  mediaType: string,
  content: Uint8Array | string | undefined,
  descriptor: Fields | undefined,
  problems: Problems,
): void {
  problems.same(`${where}.mediaType`, mediaType, descriptor?.mediaType);
  if (content === undefined) return;
  problems.same(`${where}.digest`, digestOf(content), descriptor?.digest);
  problems.same(`${where}.size`, Buffer.byteLength(content), descriptor?.size);
}

function verifyConfig(config: Uint8Array | string, chartYaml: Fields): VerificationProblem[] {
  const problems = new Problems('config');
  const found = fieldsOf(jsonIn(textOf(config))) ?? {};
  for (const field of [...new Set([...Object.keys(chartYaml), ...Object.keys(found)])].sort())
    problems.same(field, canonicalJson(chartYaml[field]), canonicalJson(found[field]));
  return problems.found;
}

function textOf(content: Uint8Array | string): string {
  return typeof content === 'string' ? content : new TextDecoder().decode(content);
}
