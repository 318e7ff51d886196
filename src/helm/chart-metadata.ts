import { valid } from 'semver';
import { shown } from '../findings';
import type { Changelog } from './changelog';
import type { Json } from './render';
import { placeOfHole } from './sentinel';

/** Somebody who keeps the chart. */
export interface Maintainer {
  readonly name: string;
  readonly email?: string;
  readonly url?: string;
}

/** Fields of Chart.yaml. */
export interface ChartMetadata {
  /** SemVer 2 version of the chart. */
  readonly version: string;
  /** Version of what the chart runs; a label of every object, so at most 63 letters, digits, dashes, dots and underscores. @default - none */
  readonly appVersion?: string;
  /** One sentence. @default - none */
  readonly description?: string;
  /** Where the project lives. @default - none */
  readonly home?: string;
  /** URL of a picture, SVG or PNG. @default - none */
  readonly icon?: string;
  /** @default - none */
  readonly keywords?: readonly string[];
  /** URLs of source code. @default - none */
  readonly sources?: readonly string[];
  /** @default - none */
  readonly maintainers?: readonly Maintainer[];
  /** Annotations of the chart itself, such as Artifact Hub's. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * What changed in each version; what it says of this one becomes the annotation `artifacthub.io/changes`, unless that is given.
   * @default - none
   */
  readonly changelog?: Changelog;
  /** Whether the chart is there only for those who have it installed. @default false */
  readonly deprecated?: boolean;
  /** SemVer range of Kubernetes versions. EMCO renders as Kubernetes 1.20.0. @default - any */
  readonly kubeVersion?: string;
}

/** What is wrong with the name or the version of a chart, in Helm's eyes. */
export function metadataProblems(
  name: string,
  metadata: ChartMetadata,
): { field: string; value: string; reason: string; remedy: string }[] {
  const problems = [];
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) || name.length > 63) {
    problems.push({
      field: 'id',
      value: name,
      reason: 'a chart name becomes part of object names and of a file name: a DNS-1123 label of at most 63 characters',
      remedy: 'use lower-case letters, digits and dashes, beginning and ending with a letter or digit',
    });
  }
  if (valid(metadata.version) === null || valid(metadata.version) !== metadata.version.replace(/\+.*$/, '')) {
    problems.push({
      field: 'version',
      value: metadata.version,
      reason: 'Helm takes SemVer 2 versions only',
      remedy: 'write three numbers such as 1.0.0, with -pre.release or +build after them where needed',
    });
  }
  const { appVersion } = metadata;
  if (appVersion !== undefined && !(LABEL_VALUE.test(appVersion) && appVersion.length <= 63)) {
    problems.push({
      field: 'appVersion',
      value: shown(appVersion),
      reason: 'it becomes the label app.kubernetes.io/version of every object, which Kubernetes refuses then',
      remedy: 'use letters, digits, dashes, dots and underscores, at most 63, a letter or digit at both ends',
    });
  }
  const hole = placeOfHole(chartYaml(name, { ...metadata, appVersion: undefined }, []));
  if (hole !== undefined) {
    problems.push({
      field: hole,
      value: 'a chart value',
      reason: 'Chart.yaml is no template, so that nothing would stand in its place',
      remedy: 'give a literal',
    });
  }
  return problems;
}

const LABEL_VALUE = /^[A-Za-z0-9]([-\w.]*[A-Za-z0-9])?$/;

/** A chart inside the chart. */
export interface ChartDependency {
  readonly name: string;
  readonly version: string;
  /** Path of the value that switches it on. */
  readonly condition?: string;
}

/** Chart.yaml as data, in the order people write it. */
export function chartYaml(
  name: string,
  metadata: ChartMetadata,
  dependencies: readonly ChartDependency[],
): Readonly<Record<string, Json>> {
  const {
    version,
    appVersion,
    description,
    kubeVersion,
    keywords,
    home,
    sources,
    maintainers,
    icon,
    deprecated,
    annotations,
  } = metadata;
  const fields = {
    apiVersion: 'v2',
    name,
    description,
    type: 'application',
    version,
    appVersion,
    kubeVersion,
    keywords,
    home,
    sources,
    maintainers,
    icon,
    deprecated,
    dependencies: dependencies.length === 0 ? undefined : dependencies.map((dependency) => ({ ...dependency })),
    annotations,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<string, Json>;
}
