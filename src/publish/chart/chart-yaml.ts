import { valid } from 'semver';
import { readYaml, YamlError } from '../yaml';
import { CHART_FIELDS, type DataMap, readFields, shown } from './fields';
import { sortedKeys } from './go-json';

const MAX_BYTES = 1024 * 1024;
/** Helm's lint; `.` and `..` would lead out of the folder a chart is unpacked to (CVE-2026-35206). */
const NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
const MAX_NAME = 250;

/** Chart.yaml as Helm understands it. */
export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
  /** Every field that is not empty, in the order in which Helm writes them. */
  readonly fields: DataMap;
}

/**
 * Reads Chart.yaml as strictly as the strictest Helm does.
 * @throws YamlError
 */
export function readChartYaml(text: string): ChartMetadata {
  if (text.length > MAX_BYTES) throw new YamlError(`Chart.yaml has ${text.length} characters; at most ${MAX_BYTES}`);
  const node = readYaml(text.replace(/^\ufeff/, ''));
  const { annotations, ...read } = readFields(node, { fields: CHART_FIELDS }, 'Chart.yaml', 'strict');
  const fields = inOrder(
    annotations === undefined ? read : { ...read, annotations: sortedKeys(annotations as DataMap) },
  );
  const { name, version, apiVersion, type } = fields;
  if (apiVersion !== 'v1' && apiVersion !== 'v2') throw new YamlError('Chart.yaml.apiVersion is neither v1 nor v2');
  if (type !== undefined && type !== 'application' && type !== 'library')
    throw new YamlError('Chart.yaml.type is neither application nor library');
  return { name: checkedName(name), version: checkedVersion(version), fields };
}

function inOrder(fields: DataMap): DataMap {
  const order = Object.keys(CHART_FIELDS);
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

function checkedName(name: unknown): string {
  if (typeof name !== 'string' || name.length > MAX_NAME || !NAME.test(name))
    throw new YamlError(
      `Chart.yaml.name is ${shown(name)}: a name is made of a-z, 0-9, dashes, dots and underscores, begins and ends with a letter or digit, and has at most ${MAX_NAME} characters`,
    );
  return name;
}

function checkedVersion(version: unknown): string {
  const isStrict = typeof version === 'string' && valid(version) === version.replace(/\+.*$/, '');
  if (!isStrict || version.length > MAX_NAME)
    throw new YamlError(
      `Chart.yaml.version is ${shown(version)}: registries list SemVer 2 versions only, such as 1.2.3, 1.2.3-rc.1 or 1.2.3+build`,
    );
  return version;
}
