import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Size } from 'cdk8s';
import { HelmChart, Values } from '../../src/helm';
import { type Attachment, PodNetwork } from '../../src/network';
import { checkRules } from '../../src/rules';
import { Disk } from '../../src/storage';
import { CloudInit, type CloudInitProps, EnvironmentValue, NetworkData, UserData, VirtualMachine } from '../../src/vm';
import { environmentScript, environmentVolumes } from '../../src/vm/environment';
import { keyed, objectsIn, writeChart } from '../support/chart-folder';
import { describeWithHelm } from '../support/describe-with-helm';
import { expectGolden } from '../support/golden';
import { helm, HELM_VERSIONS } from '../support/helm';
import { cloudInitExamples } from './cloud-init-examples';

const values = Values.object({
  secretName: Values.dnsLabel({ default: 'credentials' }),
  port: Values.integer({ default: 80 }),
});

function chartOf(): HelmChart<typeof values> {
  return new HelmChart(new App(), 'router', { version: '1.0.0', values });
}

function vmOf(cloudInit: CloudInit, chart = chartOf(), interfaces: readonly Attachment[] = []): VirtualMachine {
  const disks = [Disk.fromContainerImage('registry.example/router:1.0')];
  return new VirtualMachine(chart, 'router', { memory: Size.gibibytes(1), disks, cloudInit, interfaces });
}

function userDataOf(props: CloudInitProps): string | undefined {
  return vmOf(CloudInit.noCloud(props)).cloudInitTexts?.userData;
}

interface Spec {
  readonly domain: { readonly devices: { readonly disks: readonly object[] } };
  readonly volumes: readonly object[];
}

function specOf(chart: HelmChart<typeof values>): Spec {
  const vm = chart.render().find(({ kind }) => kind === 'VirtualMachine');
  return (vm as unknown as { spec: { template: { spec: Spec } } }).spec.template.spec;
}

describe.each(Object.entries(cloudInitExamples()))('%s', (name, vm) => {
  test('looks as it always did', () => {
    const { userData = '', networkData = '' } = vm.cloudInitTexts ?? {};
    expectGolden(`vm/cloud-init/${name}.txt`, `=== user data\n${userData}=== network data\n${networkData}\n`);
  });

  test('has no findings', () => {
    expect(checkRules(vm.node.root)).toEqual([]);
  });
});

describeWithHelm('real Helm', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-init-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const cases = HELM_VERSIONS.flatMap((version) =>
    Object.entries(cloudInitExamples()).map(([name, vm]) => [version, name, HelmChart.of(vm)] as const),
  );

  test.each(cases)('%s renders %s as the library does', (version, _, chart) => {
    for (const motd of ['on', 'a "quoted"\n{{ line }}: é']) {
      const file = join(folder, 'values.json');
      writeFileSync(file, JSON.stringify({ motd }));
      const text = helm(version, ['template', 'fw0', writeChart(chart, folder), '-f', file]);
      expect(keyed(objectsIn(text))).toEqual(keyed(chart.render({ motd }, { name: 'fw0' })));
    }
  });
});

describe('user data', () => {
  test('as text stays as it is', () => {
    expect(userDataOf({ userData: '#!/bin/sh\necho hi' })).toBe('#!/bin/sh\necho hi');
  });

  test('as a script gets its first line and its last break', () => {
    expect(userDataOf({ userData: UserData.script('echo hi') })).toBe('#!/bin/sh\necho hi\n');
    expect(userDataOf({ userData: UserData.script('#!/bin/bash\n:', { interpreter: '/bin/zsh' }) })).toBe(
      '#!/bin/bash\n:\n',
    );
  });

  test('as a script for every boot needs a part of its own', () => {
    expect(userDataOf({ userData: UserData.script('echo hi', { runs: 'every-boot' }) })).toContain(
      'Content-Type: text/x-shellscript-per-boot',
    );
  });

  test('in parts keeps a boundary that no part holds', () => {
    const parts = UserData.multipart(UserData.script('echo ==part-0=='), UserData.script(':'));
    expect(userDataOf({ userData: parts })).toContain('boundary="==part-1=="');
  });

  test('in parts inside parts is flat', () => {
    const inner = UserData.multipart(UserData.script('echo 1'), UserData.script('echo 2'));
    const parts = UserData.multipart(inner, UserData.script('echo 3'));
    expect(userDataOf({ userData: parts })?.match(/Content-Type: text/g)).toHaveLength(3);
  });

  test('of a Secret is referred to, and network data stands inline', () => {
    const chart = chartOf();
    vmOf(CloudInit.noCloud({ userData: UserData.fromSecret(chart.values.secretName) }), chart, [
      PodNetwork.attach({ mac: '52:54:00:12:34:56' }),
    ]);
    expect(specOf(chart).volumes.at(-1)).toEqual({
      name: 'cloudinit',
      cloudInitNoCloud: {
        secretRef: { name: 'credentials' },
        networkData: expect.stringContaining('macaddress: "52:54:00:12:34:56"') as string,
      },
    });
  });

  test('of a Secret stays its own where network data needs a Secret of the chart', () => {
    const chart = chartOf();
    const cloudInit = CloudInit.noCloud({
      userData: UserData.fromSecret('mine'),
      networkData: NetworkData.raw(`version: 2\n#${'-'.repeat(2048)}\n`),
    });
    vmOf(cloudInit, chart);
    expect(specOf(chart).volumes.at(-1)).toMatchObject({
      cloudInitNoCloud: { secretRef: { name: 'mine' }, networkDataSecretRef: { name: 'router-cloud-init' } },
    });
    expect(chart.render().find(({ kind }) => kind === 'Secret')).toMatchObject({
      stringData: { networkdata: expect.anything() as string },
    });
  });
});

describe('network data', () => {
  const interfaces = [PodNetwork.attach({ mac: '52:54:00:12:34:56', guestName: 'mgmt0' })];
  const networkOf = (cloudInit: CloudInit): string | undefined =>
    vmOf(cloudInit, chartOf(), interfaces).cloudInitTexts?.networkData;

  test('can be left to the image', () => {
    expect(networkOf(CloudInit.noCloud({ networkData: NetworkData.none() }))).toBeUndefined();
  });

  test('can be text', () => {
    expect(networkOf(CloudInit.noCloud({ networkData: NetworkData.raw('version: 2\n') }))).toBe('version: 2\n');
  });

  test('can come from a Secret', () => {
    const chart = chartOf();
    vmOf(CloudInit.noCloud({ networkData: NetworkData.fromSecret('net') }), chart, interfaces);
    expect(specOf(chart).volumes.at(-1)).toMatchObject({
      cloudInitNoCloud: { userData: '#cloud-config\n', networkDataSecretRef: { name: 'net' } },
    });
  });

  test('of a config drive is JSON in a volume of its own kind', () => {
    const chart = chartOf();
    vmOf(CloudInit.configDrive(), chart, interfaces);
    expect(specOf(chart).volumes.at(-1)).toMatchObject({
      cloudInitConfigDrive: { networkData: expect.stringMatching(/^\{"links":/) as string },
    });
  });
});

describe('environment', () => {
  const environment = {
    PLAIN: EnvironmentValue.fromValue('x'),
    FROM: EnvironmentValue.fromSecret('peers', 'address'),
    TO: EnvironmentValue.fromSecret('peers', 'target'),
  };

  test('comes as disks with serial numbers, and fixed values as a ConfigMap of the chart', () => {
    const chart = chartOf();
    vmOf(
      CloudInit.noCloud({ environment: { ...environment, PORT: EnvironmentValue.fromValue(`${chart.values.port}`) } }),
      chart,
    );
    const spec = specOf(chart);
    expect(spec.volumes.slice(2)).toEqual([
      { name: 'environment-0', configMap: { name: 'router-environment' } },
      { name: 'environment-1', secret: { secretName: 'peers' } },
    ]);
    expect(spec.domain.devices.disks.slice(2)).toEqual([
      { name: 'environment-0', disk: { bus: 'virtio' }, serial: 'environment-0' },
      { name: 'environment-1', disk: { bus: 'virtio' }, serial: 'environment-1' },
    ]);
    expect(chart.render().find(({ kind }) => kind === 'ConfigMap')).toMatchObject({
      metadata: { name: 'router-environment' },
      data: { PLAIN: 'x', PORT: '80' },
    });
  });

  test('is read by shells and systemd alike, whatever is in it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'environment-'));
    try {
      const secrets = join(folder, 'environment-1');
      mkdirSync(secrets);
      mkdirSync(join(folder, 'environment-0'));
      writeFileSync(join(folder, 'environment-0', 'PLAIN'), 'x');
      const address = "a\"b$c`d\\e 'f'\ng";
      writeFileSync(join(secrets, 'address'), address);
      writeFileSync(join(secrets, 'target'), '192.0.2.7\n');
      tool(folder, 'mount', `cp "${folder}/\${3##*virtio-}"/* "$4"`);
      tool(folder, 'umount', 'rm "$1"/*');
      const file = join(folder, 'environment');
      const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, ENVIRONMENT_FILE: file };
      const script = environmentScript(environmentVolumes(environment, 'router-environment'));
      execFileSync('sh', ['-c', script], { env });
      const read = (name: string): string => execFileSync('sh', ['-c', `. "${file}"; printf %s "$${name}"`]).toString();
      expect([read('PLAIN'), read('FROM'), read('TO')]).toEqual(['x', address, '192.0.2.7']);
      expect(readdirSync(folder)).not.toContain('environment.new');
      expect(readFileSync(file, 'utf8')).toContain('FROM="a\\"b\\$c\\`d\\\\e \'f\'\ng"\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('needs no change of user data where there is none', () => {
    expect(userDataOf({ environment: {} })).toBe('#cloud-config\n');
  });
});

function tool(folder: string, name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}
