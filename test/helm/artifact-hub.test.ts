import { App } from 'cdk8s';
import { HelmChart } from '../../src';
import { notedOn } from '../../src/findings';
import { artifactHubProblems } from '../../src/helm/artifact-hub';

const reasons = (key: string, value: string) =>
  artifactHubProblems('firewall', { [`artifacthub.io/${key}`]: value }).map(({ reason }) => reason);

/** What the documentation shows, and each form of it. */
const SOUND: readonly (readonly [string, string])[] = [
  ['alternativeName', 'fire'],
  ['category', 'networking'],
  ['category', 'skip-prediction'],
  ['changes', '- Added cool feature\n- Fixed minor bug\n'],
  ['changes', '- kind: Added\n  description: A\n  links:\n    - name: issue\n      url: https://git.example/1\n'],
  ['containsSecurityUpdates', 'true'],
  ['crds', '- kind: MyKind\n  version: v1\n  name: mykind\n  displayName: My Kind\n  description: Nice\n'],
  ['crdsExamples', '- apiVersion: v1\n  kind: MyKind\n  spec:\n    anything: 1\n'],
  [
    'images',
    '- name: a\n  image: registry.example:5000/vnf/a:1.0.0\n  whitelisted: true\n  platforms:\n    - linux/amd64\n',
  ],
  ['images', `- image: ubuntu@sha256:${'a'.repeat(64)}\n`],
  ['license', 'Apache-2.0'],
  ['links', '- name: support\n  url: https://home.example/support\n'],
  ['maintainers', '- name: A\n  email: a@example.org\n'],
  ['operator', 'false'],
  ['operatorCapabilities', 'Basic Install'],
  ['prerelease', 'true'],
  ['recommendations', '- url: https://artifacthub.io/packages/helm/a/b\n'],
  ['screenshots', '- title: A\n  url: https://home.example/a.png\n'],
  ['signKey', 'fingerprint: C874011F0AB405110D02105534365D9472D7468F\nurl: https://home.example/key.asc\n'],
];

test.each(SOUND)('%s: %j is read', (key, value) => {
  expect(reasons(key, value)).toEqual([]);
});

test.each([
  ['changess', '[]', 'Artifact Hub knows no such annotation'],
  ['alternativeName', 'router', 'neither holds the name of the chart'],
  ['category', 'network', 'it is not one of ai-machine-learning'],
  ['changes', 'Added: [', 'it is no YAML'],
  ['changes', 'Added', 'it is no list'],
  ['changes', '- kind: new\n  description: A\n', 'kind of item 1 is not one of added'],
  ['changes', '- kind: added\n', 'item 1 has no description'],
  ['changes', '- A\n- kind: added\n  description: B\n', 'item 1 is no map'],
  ['changes', '- kind: added\n  description: A\n  links: [{name: x}]\n', 'item 1 of links of item 1 has no url'],
  ['containsSecurityUpdates', 'yes', 'it is not "true" or "false"'],
  ['crds', '- kind: A\n', 'item 1 has no version'],
  ['crdsExamples', '- A\n', 'item 1 is no map'],
  ['images', '- name: a\n', 'item 1 has no image'],
  ['images', '- image: Registry/Upper:1\n', 'image of item 1 is not a reference'],
  ['images', '- image: a\n  whitelist: true\n', 'has a field "whitelist" that is not known'],
  ['images', '- image: a\n  whitelisted: "true"\n', 'whitelisted of item 1 is neither true nor false'],
  ['images', '- image: a\n  platforms: linux/amd64\n', 'platforms of item 1 is no list'],
  ['license', 'Apache License 2.0', 'it is not an SPDX identifier'],
  ['links', '- name: home\n  url: home.example\n', 'url of item 1 is not a URL'],
  ['maintainers', '- name: A\n', 'item 1 has no email'],
  ['maintainers', '- name: A\n  email: nobody\n', 'email of item 1 is not an address'],
  ['operatorCapabilities', 'Some', 'it is not one of basic install'],
  ['prerelease', '', 'it is not "true" or "false"'],
  ['recommendations', '- https://a.example\n', 'item 1 is no map'],
  ['screenshots', '{}', 'it is no list'],
  ['signKey', 'fingerprint: A\n', 'it has no url'],
  ['signKey', '- url: https://a.example\n', 'it is no map'],
  ['images', '['.repeat(1000), 'nested too deeply'],
  ['images', 'a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n', 'it is no YAML'],
])('%s: %j is found', (key, value, reason) => {
  expect(reasons(key, value)).toEqual(expect.arrayContaining([expect.stringContaining(reason)]));
});

test('every key that is known has a sound sample; annotations of others are nobody’s business here', () => {
  const [{ remedy } = { remedy: '' }] = artifactHubProblems('firewall', { 'artifacthub.io/x': '' });
  expect(remedy.replace('write one of ', '').split(', ')).toEqual([...new Set(SOUND.map(([key]) => key))]);
  expect(artifactHubProblems('firewall', { 'example.org/changes': '[' })).toEqual([]);
});

test('a chart notes it on itself', () => {
  const chart = new HelmChart(new App(), 'firewall', {
    version: '1.0.0',
    annotations: { 'artifacthub.io/prerelease': 'no' },
  });
  expect(notedOn(chart)).toEqual([
    expect.objectContaining({ id: 'VNF803', field: 'annotations["artifacthub.io/prerelease"]', value: 'no' }),
  ]);
});
