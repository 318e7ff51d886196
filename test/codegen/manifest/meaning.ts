import { parse } from 'yaml';

type Data = unknown;

/** What tells an object from the others. */
export function identity(object: Data): string {
  const { kind, metadata } = object as {
    kind: string;
    metadata: { name?: string; namespace?: string; generateName?: string };
  };
  return [kind, metadata.namespace, metadata.name ?? metadata.generateName].join(' ');
}

const SERVER = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'uid', 'finalizers'];
const DOCUMENTS = /^(config|ipam|capabilities|k8s\.plugin\.opnfv\.org\/nfn-network|hooks\.kubevirt\.io\/hookSidecars)$/;

/**
 * What an object means, told independently of the importer: documents in strings as data, without what the cluster writes,
 * and without the maps that say the same empty as absent.
 */
export function meaning(object: Data): Data {
  const { status: _, metadata, ...rest } = object as Record<string, unknown>;
  const own = Object.entries(metadata as Record<string, unknown>).filter(([key]) => !SERVER.includes(key));
  return told({ ...rest, metadata: Object.fromEntries(own) }, '');
}

function told(value: Data, key: string): Data {
  if (Array.isArray(value)) return value.map((item) => told(item, ''));
  if (typeof value === 'string') return textOf(value, key);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, member]) => member !== null && !/observed-api-version|last-applied/.test(name))
    .map(([name, member]) => [name, memberOf(name, member as Data, key)] as const)
    .filter(([name, member]) => !isEmptyMetadata(name, member));
  return Object.fromEntries(entries);
}

function memberOf(name: string, member: Data, key: string): Data {
  // Features and timers without a word are on.
  const isFlag = /^(features|hyperv|timer)$/.test(key) && isEmpty(member);
  if (isFlag) return key === 'timer' ? { present: true } : { enabled: true };
  if (key === 'ethernets') return told(withoutNo(member), name);
  return told(member, name);
}

function withoutNo(member: Data): Data {
  const entries = Object.entries(member as Record<string, unknown>);
  return Object.fromEntries(entries.filter(([name, value]) => !(/^dhcp[46]$/.test(name) && value === false)));
}

function isEmpty(value: Data): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isEmptyMetadata(name: string, value: Data): boolean {
  return /^(annotations|labels|resources)$/.test(name) && isEmpty(value);
}

function textOf(text: string, key: string): Data {
  if (key === 'macAddress') return text.toLowerCase();
  if (key === 'networkData' || (key === 'userData' && text.startsWith('#cloud-config')))
    return [
      text.split('\n', 1)[0]?.startsWith('#') ? text.split('\n', 1)[0] : '',
      told(parse(text, { version: '1.1' }), key),
    ];
  if (key === 'excludeIps') return text.split(' ').sort();
  if (!DOCUMENTS.test(key) || !/^\s*[[{]/.test(text)) return text;
  const data = JSON.parse(text) as unknown;
  // Plugins take an empty ipam for none.
  if (key === 'config')
    return JSON.parse(text, (name, value: unknown) =>
      name === 'ipam' && isEmpty(value) ? undefined : value,
    ) as unknown;
  return key.endsWith('nfn-network') ? told(data, key) : data;
}
