import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { identity, meaning } from './meaning';
import { corpus, documentsIn, objectsOf } from './support';

/** Manifests that clusters refuse, or that start without network, and what is found in them. */
const BROKEN = [
  ['mac-mismatch', ['VNF314 cloudInit.networkData.ethernets.eth1.match.macaddress']],
  ['disk-without-volume', ['VNF241 domain.devices.disks[1]']],
  ['sriov-without-multus', ['VNF241 domain.devices.interfaces[1]']],
  ['sriov-on-pod', ['VNF260 domain.devices.interfaces[0].sriov']],
  ['no-memory', ['VNF205 memory']],
] as const;

describe.each(BROKEN)('%s', (name, expected) => {
  const source = { name, text: readFileSync(join(__dirname, 'broken', `${name}.yaml`), 'utf8') };

  it.each([true, false])('is found out (exact: %s)', (exact) => {
    const { findings } = importManifests([source], { name: 'broken', exact });
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ id, field }) => `${id} ${field}`)).toEqual(expected);
  });

  it('is kept as it is', () => {
    const made = objectsOf(importManifests([source], { name: 'broken', exact: true }).text);
    expect(made.map((object) => [identity(object), meaning(object)])).toEqual(
      documentsIn(source.text).map((object) => [identity(object), meaning(object)]),
    );
  });
});

describe('facts that disagree', () => {
  const [vfw] = corpus.filter(({ name }) => name === 'vfw.yaml');
  const changed = (from: string, to: string) => {
    const text = vfw?.text.replace(from, to) ?? '';
    expect(text).not.toBe(vfw?.text);
    return importManifests([{ name: 'vfw.yaml', text }], { name: 'vfw', exact: true });
  };

  it.each([
    ['annotation and interface', '"macAddress":"52:57:2b:7b:e4:27"', '"macAddress":"52:57:2b:7b:e4:28"', 'VNF461'],
    ['network data and interface', 'macaddress: "52:57:2b:7b:e4:27"', 'macaddress: "52:57:2b:7b:e4:28"', 'VNF314'],
    ['address and subnet', '"ipAddress":"192.168.10.3"', '"ipAddress":"192.168.11.3"', 'VNF402'],
  ])('%s', (_, from, to, id) => {
    const { findings } = changed(from, to);
    expect(findings.filter(({ severity }) => severity === 'error').map((one) => one.id)).toContain(id);
    for (const { path } of findings) expect(path).toMatch(/ \(vfw\.yaml, line \d+\)$/);
  });
});
