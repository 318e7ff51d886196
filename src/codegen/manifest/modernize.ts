import { isMap as isYamlMap, parseDocument, type YAMLMap } from 'yaml';

import type { Json, KubernetesObject } from '../../helm';
import { hashedName } from '../../network';
import { jsonIn, yamlIn } from './documents-in-text';
import { NFN_NETWORK } from './lift/interfaces';
import { guestKind } from './lift/virtual-machine';
import type { ManifestObject } from './objects';
import { at, isMap, type JsonMap, listAt, textAt } from './shape';

/** An object in today's words: what KubeVirt and netplan have deprecated is written as they ask for it. */
export function modernized(object: ManifestObject): ManifestObject {
  const kind = guestKind(object);
  if (!kind) return object;
  const apiVersion = object.apiVersion.startsWith('kubevirt.io/') ? 'kubevirt.io/v1' : object.apiVersion;
  const data = { ...object.data, apiVersion };
  const withStrategy = kind.vm ? changedAt(data, kind.vm, withRunStrategy) : data;
  return { ...object, apiVersion, data: changedAt(withStrategy, kind.template, withModernGuest) as KubernetesObject };
}

function withRunStrategy(vm: JsonMap): JsonMap {
  const { running, ...spec } = vm;
  const isOld = running !== undefined && spec.runStrategy === undefined;
  return isOld ? { ...spec, runStrategy: running === false ? 'Halted' : 'Always' } : vm;
}

/** Data with one part of it changed; as it is where the path leads nowhere. */
function changedAt(data: Json, path: readonly string[], change: (part: JsonMap) => JsonMap): Json {
  if (!isMap(data)) return data;
  const [key, ...rest] = path;
  if (key === undefined) return change(data) as Json;
  const part = data[key];
  return part === undefined ? data : { ...data, [key]: changedAt(part, rest, change) };
}

function withModernGuest(template: JsonMap): JsonMap {
  const volumes = listAt(template, 'spec', 'volumes').map((volume) =>
    changedAt(volume, ['cloudInitNoCloud'], (source) => {
      const text = textAt(source, 'networkData');
      return text === undefined ? source : { ...source, networkData: withRoutes(text) };
    }),
  );
  const named = changedAt(template as Json, ['metadata', 'annotations'], (annotations) =>
    withHashedNames(annotations, template),
  );
  return (volumes.length === 0 ? named : changedAt(named, ['spec'], (spec) => ({ ...spec, volumes }))) as JsonMap;
}

/** `gateway4` became a route with netplan 0.103. */
function withRoutes(text: string): string {
  if (!/\bgateway[46]\b/.test(text) || !yamlIn(text)) return text;
  const document = parseDocument(text);
  const ethernets: unknown = document.get('ethernets');
  if (!isYamlMap(ethernets)) return text;
  for (const { value } of ethernets.items)
    if (isYamlMap(value)) moveGateways(value, (data) => document.createNode(data));
  return document.toString({ lineWidth: 0 });
}

function moveGateways(body: YAMLMap, node: (data: unknown) => unknown): void {
  const routes = listAt(body.toJSON() as Json, 'routes');
  const moved = [
    ['gateway4', '0.0.0.0/0'],
    ['gateway6', '::/0'],
  ].flatMap(([key = '', to = '']) => {
    const via: unknown = body.get(key);
    if (typeof via !== 'string') return [];
    body.delete(key);
    return [{ to, via }];
  });
  if (moved.length > 0) body.set('routes', node([...routes, ...moved]));
}

/** The pod interfaces are called by a hash since KubeVirt 1.0, whatever their position is. */
function withHashedNames(annotations: JsonMap, template: JsonMap): JsonMap {
  const data = jsonIn(textAt(annotations, NFN_NETWORK) ?? '');
  const secondary = listAt(template, 'spec', 'networks').filter((network) => at(network, 'multus') !== undefined);
  const entries = listAt(data, 'interface');
  const names = entries.map(
    (entry) => secondary[Number(/^net(\d+)$/.exec(textAt(entry, 'interface') ?? '')?.[1] ?? 0) - 1],
  );
  if (!isMap(data) || entries.length === 0 || names.some((network) => network === undefined)) return annotations;
  const renamed = entries.map((entry, index) => ({
    ...(entry as JsonMap),
    interface: hashedName(textAt(names[index], 'name') ?? ''),
  }));
  return { ...annotations, [NFN_NETWORK]: JSON.stringify({ ...data, interface: renamed }) };
}
