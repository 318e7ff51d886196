import { importManifests } from '../../../src/codegen/manifest';
import { corpus, documentsIn, objectsOf } from './support';
import { identity, meaning } from './meaning';

const [vfw] = corpus.filter(({ name }) => name === 'vfw.yaml');
const source = vfw ?? { name: '', text: '' };

/** Names of charts that something beside them has already. */
it.each(['site', 'emco-private-net', 'firewall'])('a chart called %s', (name) => {
  const made = objectsOf(importManifests([source], { name, exact: true }).text);
  const expected = documentsIn(source.text);
  expect(new Map(made.map((object) => [identity(object), meaning(object)]))).toEqual(
    new Map(expected.map((object) => [identity(object), meaning(object)])),
  );
});

it('objects whose names leave no identifier', () => {
  const names = ['class', '1-2-3', 'a.b', 'a-b', 'app', 'chart', 'virtual-machine', 'undefined'];
  const text = names
    .map(
      (name) =>
        `apiVersion: cdi.kubevirt.io/v1beta1\nkind: DataVolume\nmetadata: {name: ${name}}\nspec: {source: {blank: {}}, storage: {resources: {requests: {storage: 1Gi}}}}\n---\napiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata: {name: ${name}}\nspec: {runStrategy: Always, template: {spec: {domain: {memory: {guest: 1Gi}, devices: {disks: [{name: d, disk: {bus: virtio}}]}}, volumes: [{name: d, dataVolume: {name: ${name}}}]}}}\n`,
    )
    .join('---\n');
  const made = objectsOf(importManifests([{ name: 'names.yaml', text }], { name: 'names', exact: true }).text);
  expect(made.map(identity).sort()).toEqual(documentsIn(text).map(identity).sort());
});

it('a release that is none is refused', () => {
  expect(() => importManifests([source], { name: 'vnf', kubevirt: 'latest' })).toThrow(
    /platform\.kubevirt is "latest"/,
  );
});
