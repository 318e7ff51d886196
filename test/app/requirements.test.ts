import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Disk,
  GuestCpu,
  HelmChart,
  KubeVirtConfiguration,
  type PlatformProps,
  VirtualMachine,
  VnfApp,
} from '../../src';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'requirements-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a synth of a VM with pinned CPUs says. */
function said(platform?: PlatformProps, hasSite = false): string {
  const app = new VnfApp({ outdir: join(folder, 'manifests'), platform });
  const chart = new HelmChart(app, 'fw', { version: '1.0.0' });
  new VirtualMachine(chart, 'fw', {
    memory: '1Gi',
    cpu: GuestCpu.dedicated({ cores: 2 }),
    disks: [Disk.fromContainerImage('registry.example/fw:1.0')],
  });
  if (hasSite) new KubeVirtConfiguration(new HelmChart(app, 'site', { version: '1.0.0' }), 'kubevirt');
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    app.synth();
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

test('a gate that nobody is known to switch on is told', () => {
  expect(said()).toContain('CPUManager: fw/fw has dedicated CPUs');
});

test('a gate that the platform has, or the app writes, is not', () => {
  expect(said({ featureGates: ['CPUManager'] })).toBe('');
  expect(said(undefined, true)).toBe('');
});

test('a gate that the platform has not is an error, unless the app writes it', () => {
  expect(() => said({ featureGates: [] })).toThrow(/VNF602.*CPUManager/s);
  expect(said({ featureGates: [] }, true)).toBe('');
});
