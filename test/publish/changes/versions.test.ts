import { parse } from 'yaml';
import {
  changesAnnotation,
  demandedBump,
  diffCharts,
  leastVersion,
  versionFindings,
} from '../../../src/publish/changes';
import { type Edit, sample } from './sample-chart';

const edits: Record<'major' | 'minor' | 'patch', Edit> = {
  major: ['values.schema.json', /"mode":\{.*?\},/, ''],
  minor: ['templates/secret.yaml', '', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n'],
  patch: ['values.yaml', 'cores: 2', 'cores: 4'],
};
const changes = (bump: keyof typeof edits) => diffCharts(sample(), sample(edits[bump]));

test.each(['major', 'minor', 'patch'] as const)('a %s change demands as much', (bump) => {
  expect(demandedBump(changes(bump))).toBe(bump);
  expect(demandedBump([])).toBe('patch');
});

test.each([
  ['1.2.3', 'major', '2.0.0'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'patch', '1.2.4'],
  ['0.4.1', 'major', '0.5.0'],
  ['0.4.1', 'minor', '0.4.2'],
  ['0.4.1', 'patch', '0.4.2'],
] as const)('after %s and a %s change comes at least %s', (before, bump, least) => {
  expect(leastVersion(before, changes(bump))).toBe(least);
});

test.each([
  ['1.2.3', '1.2.4', 'patch', undefined],
  ['1.2.3', '1.3.0', 'patch', undefined],
  ['1.2.3', '1.2.4', 'minor', 'VNF801'],
  ['1.2.3', '1.3.0', 'minor', undefined],
  ['1.2.3', '1.9.0', 'major', 'VNF801'],
  ['1.2.3', '2.0.0', 'major', undefined],
  ['1.2.3', '2.0.0-rc.1', 'major', undefined],
  ['1.2.3', '1.3.0-rc.1', 'major', 'VNF801'],
  ['2.0.0-rc.1', '2.0.0-rc.2', 'major', undefined],
  ['2.0.0-rc.1', '2.0.0', 'major', undefined],
  ['1.2.3', '1.2.3', 'patch', 'VNF802'],
  ['1.2.3', '1.2.3+build.2', 'patch', 'VNF802'],
  ['1.2.3', '1.1.0', 'patch', 'VNF802'],
  ['0.4.1', '0.4.2', 'major', 'VNF801'],
  ['0.4.1', '0.5.0', 'major', undefined],
] as const)('%s to %s with a %s change: %s', (before, after, bump, id) => {
  const findings = versionFindings('firewall', { before, after }, changes(bump));
  expect(findings.map((finding) => finding.id)).toEqual(id === undefined ? [] : [id]);
});

test('a finding names the change and the version to write', () => {
  expect(versionFindings('firewall', { before: '1.2.3', after: '1.3.0' }, changes('major'))).toEqual([
    {
      id: 'VNF801',
      severity: 'error',
      path: 'firewall',
      field: 'version',
      value: '1.3.0',
      reason: 'a major change since 1.2.3: Value `mode`',
      remedy: 'give it version 2.0.0 or a later one',
    },
  ]);
});

test("the changelog is Artifact Hub's", () => {
  const all = diffCharts(sample(), sample(edits.major, edits.minor, edits.patch));
  expect(changesAnnotation(all)).toBe(`- kind: changed
  description: "Value \`cores\`: default 2 becomes 4"
- kind: removed
  description: "Value \`mode\`"
- kind: added
  description: Secret a
- kind: changed
  description: "VirtualMachine <fullname>: spec.template.spec.domain.cpu.sockets from 2 to 4 (through the value \`cores\`); reaches what is running from KubeVirt 1.6 on, else after a restart"
`);
  expect((parse(changesAnnotation(all)) as unknown[]).length).toBe(4);
  expect(changesAnnotation([])).toBe('[]\n');
});
