import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { identity, meaning } from './meaning';
import { documentsIn, objectsOf } from './support';

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
