import { diffCharts } from '../../../src/publish/changes';
import { featureRichChart } from '../../helm/feature-rich-chart';
import { changesOf, type Edit, sample } from './sample-chart';

const VM = 'templates/virtualmachine.yaml';
const DISK = 'templates/datavolume.yaml';
const POD = 'VirtualMachine <fullname>: spec.template.spec';

test.each<[string, Edit[], string[]]>([
  [
    'sockets, live',
    [[VM, '{{ .Values.cores | int64 }}', '4']],
    [
      `patch changed live: ${POD}.domain.cpu.sockets from "{{ .Values.cores | int64 }}" to 4; reaches what is running from KubeVirt 1.6 on, else after a restart`,
    ],
  ],
  [
    'memory, live',
    [[VM, 'guest: 4Gi', 'guest: 8Gi']],
    [
      `patch changed live: ${POD}.domain.memory.guest from "4Gi" to "8Gi"; reaches what is running from KubeVirt 1.6 on, else after a restart`,
    ],
  ],
  [
    'the model of the CPU, after a restart',
    [[VM, 'host-model', 'host-passthrough']],
    [
      `patch changed restart: ${POD}.domain.cpu.model from "host-model" to "host-passthrough"; reaches what is running after a restart`,
    ],
  ],
  [
    'a MAC, after a restart',
    [[VM, '{{ .Values.nics.wan.mac | quote }}', '"52:54:00:00:00:02"']],
    [
      `patch changed restart: ${POD}.domain.devices.interfaces[wan].macAddress from "{{ .Values.nics.wan.mac | quote }}" to "52:54:00:00:00:02"; reaches what is running after a restart`,
    ],
  ],
  [
    'another network, live from 1.9 on',
    [[VM, 'default/wan', 'default/dmz']],
    [
      `patch changed live: ${POD}.networks[wan].multus.networkName from "default/wan" to "default/dmz"; reaches what is running from KubeVirt 1.9 on, else after a restart`,
    ],
  ],
  [
    'an interface more, live',
    [
      [VM, '            - name: wan\n', '            - name: lan\n              bridge: {}\n            - name: wan\n'],
      [
        VM,
        '        - name: wan\n          multus',
        '        - name: lan\n          multus:\n            networkName: default/lan\n        - name: wan\n          multus',
      ],
    ],
    [
      `patch added live: ${POD}.domain.devices.interfaces[lan] added; reaches what is running from KubeVirt 1.6 on, else after a restart`,
      `patch added live: ${POD}.networks[lan] added; reaches what is running from KubeVirt 1.6 on, else after a restart`,
    ],
  ],
  [
    'an interface less, after a restart',
    [[VM, /            - name: wan\n.*\n.*\n/, '']],
    [`patch removed restart: ${POD}.domain.devices.interfaces[wan] removed; reaches what is running after a restart`],
  ],
  [
    'a volume that can be plugged in, live',
    [
      [
        VM,
        '        - name: cloudinit',
        '        - name: data\n          dataVolume:\n            name: data\n            hotpluggable: true\n        - name: cloudinit',
      ],
    ],
    [
      `patch added live: ${POD}.volumes[data] added; reaches what is running from KubeVirt 1.6 on, else after a restart`,
    ],
  ],
  [
    'a volume that cannot, after a restart',
    [
      [
        VM,
        '        - name: cloudinit',
        '        - name: data\n          containerDisk:\n            image: x\n        - name: cloudinit',
      ],
    ],
    [`patch added restart: ${POD}.volumes[data] added; reaches what is running after a restart`],
  ],
  [
    'cloud-init, which the guest does not read twice',
    [[VM, '#cloud-config\n', '#cloud-config\n              ssh_pwauth: true\n']],
    [
      expect.stringMatching(
        /^patch changed restart: .*volumes\[cloudinit\]\.cloudInitNoCloud\.userData from .* \(cloud-init reads it again only where firmware\.uuid changes too\)$/,
      ),
    ],
  ],
  [
    'a label of the object, live',
    [[VM, '    {{- include "firewall.labels" . | nindent 4 }}', '    a: b']],
    [
      'patch added live: VirtualMachine <fullname>: metadata.labels.a added; reaches what is running',
      'patch removed live: VirtualMachine <fullname>: metadata.labels["<labels>"] removed; reaches what is running',
    ],
  ],
  [
    'an annotation of the template, after a restart',
    [[VM, 'note: a', 'note: b']],
    [
      'patch changed restart: VirtualMachine <fullname>: spec.template.metadata.annotations.note from "a" to "b"; reaches what is running after a restart',
    ],
  ],
  [
    'the source of a DataVolume, refused',
    [[DISK, 'fw.qcow2', 'fw2.qcow2']],
    [
      'major changed recreate: DataVolume <fullname>-disk: spec.source.http.url from "https://images.registry.example/fw.qcow2" to "https://images.registry.example/fw2.qcow2"; does not reach what exists: delete it and create it anew',
    ],
  ],
  ['an object less', [[DISK, '', '']], ['major removed: DataVolume <fullname>-disk']],
  [
    'an object more',
    [['templates/secret.yaml', '', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n']],
    ['minor added: Secret a'],
  ],
  [
    'an object of another name',
    [[DISK, '-disk', '-root']],
    ['major changed: DataVolume <fullname>-disk is called DataVolume <fullname>-root now: what was there is deleted'],
  ],
  [
    'a condition',
    [[VM, '"routed" }}', '"bridged" }}']],
    ['patch changed: VirtualMachine <fullname>: what its template computes'],
  ],
  [
    'how objects are called',
    [['templates/_helpers.tpl', 'trunc 63', 'trunc 50']],
    ['major changed: Named template firewall.fullname: objects are called otherwise now'],
  ],
  ['a comment in a named template', [['templates/_helpers.tpl', 'A name.', 'The name.']], []],
  [
    'the version of what runs',
    [['Chart.yaml', '"7"', '"8"']],
    ['patch changed: Chart.yaml: appVersion "7" becomes "8"'],
  ],
  ['its end', [['Chart.yaml', 'type:', 'deprecated: true\ntype:']], ['minor deprecated: The chart is deprecated']],
  [
    'a template that is no YAML',
    [[DISK, 'spec:', '{{ toYaml .Values | indent 7 }}\n : spec:']],
    ['major removed: DataVolume <fullname>-disk', 'minor added: templates/datavolume.yaml'],
  ],
])('%s', (_, edits, expected) => {
  expect(changesOf(edits)).toEqual(expected);
});

test('a value with another default changes the fields that read it', () => {
  expect(changesOf([['values.yaml', '20Gi', '40Gi']])).toEqual([
    'patch changed: Value `storage.size`: default "20Gi" becomes "40Gi"',
    'major changed recreate: DataVolume <fullname>-disk: spec.storage.resources.requests.storage from "20Gi" to "40Gi" (through the value `storage.size`); does not reach what exists: delete it and create it anew',
  ]);
  expect(changesOf([['values.yaml', 'cores: 2', 'cores: 2\nmode: routed']])).toContain(
    'patch changed: VirtualMachine <fullname>: what its template computes',
  );
});

test('an older KubeVirt restarts where a newer one does not', () => {
  const sockets: Edit[] = [[VM, '{{ .Values.cores | int64 }}', '4']];
  expect(changesOf(sockets, { kubevirt: '1.5.2' })).toEqual([expect.stringContaining('patch changed restart:')]);
  expect(changesOf(sockets, { kubevirt: '1.6' })).toEqual([expect.stringMatching(/ live: .*reaches what is running$/)]);
  const network: Edit[] = [[VM, 'default/wan', 'default/dmz']];
  expect(changesOf(network, { kubevirt: '1.6' })).toEqual([expect.stringContaining('restart:')]);
  expect(changesOf(network, { kubevirt: 'v1.9.0' })).toEqual([expect.stringContaining('live:')]);
});

test('rendered objects are compared where both versions bring them', () => {
  const vm = (cores: number, version: string) => ({
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'fw', labels: { 'helm.sh/chart': `firewall-${version}` } },
    spec: { template: { spec: { domain: { cpu: { cores } } } } },
  });
  const changes = diffCharts(
    { ...sample(), objects: [vm(2, '1.2.3')] },
    { ...sample([VM, 'a', 'b']), objects: [vm(4, '1.3.0')] },
  );
  expect(changes.map(({ description }) => description)).toEqual([
    'VirtualMachine fw: spec.template.spec.domain.cpu.cores from 2 to 4; reaches what is running after a restart',
  ]);
});

test('no line of a template changes unseen', () => {
  const files = new Map([...featureRichChart().files()]);
  const before = { files };
  expect(diffCharts(before, before)).toEqual([]);
  const unseen: string[] = [];
  let tried = 0;
  for (const [path, text] of files) {
    if (!path.startsWith('templates/') || !/\.(yaml|tpl)$/.test(path)) continue;
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '' || line.includes('{{/*')) continue;
      for (const changed of [[], [`${line}x`], [line.replace(/[a-z](?=[^a-z]*$)/, 'q')]]) {
        if (changed[0] === line) continue;
        const edited = lines.toSpliced(index, 1, ...changed).join('\n');
        tried++;
        if (diffCharts(before, { files: new Map([...files, [path, edited]]) }).length === 0)
          unseen.push(`${path}:${index + 1} ${line} -> ${String(changed[0])}`);
      }
    }
  }
  expect(unseen).toEqual([]);
  expect(tried).toBeGreaterThan(300);
});
