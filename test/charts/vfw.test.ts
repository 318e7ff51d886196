import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { attachedWorkloads, bundleFiles, HelmChart, hashedName, podInterfaceName, Platform, VnfApp } from '../../src';
import { vfw } from '../../charts/vfw';

const ROOT = join(__dirname, '..', '..');
const SOURCE = readFileSync(join(ROOT, 'charts', 'vfw.ts'), 'utf8');
const LITERAL = /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?\b|\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/gi;

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly template: { readonly metadata: { readonly annotations: Record<string, string> } } };
}

function build(kubevirt = '1.6'): { app: VnfApp; bundle: Map<string, string | Uint8Array>; charts: HelmChart[] } {
  const app = new VnfApp({ platform: { kubevirt } });
  const compositeApp = vfw(app);
  const charts = app.node.findAll().filter((construct) => HelmChart.isHelmChart(construct)) as unknown as HelmChart[];
  return { app, charts, bundle: bundleFiles(compositeApp, (chart) => chart.archive()) };
}

interface EmcoDocument {
  readonly resourceContext: { readonly anchor: string };
  readonly metadata?: { readonly name: string };
  readonly spec?: Readonly<Record<string, string>>;
}

function documents(bundle: ReadonlyMap<string, string | Uint8Array>, collection: string): EmcoDocument[] {
  return [...bundle]
    .filter(([path]) => /^\d\d-.*\.yaml$/.test(path))
    .flatMap(([, text]) => parseAllDocuments(text as string).map((document) => document.toJS() as EmcoDocument))
    .filter(({ resourceContext }) => resourceContext.anchor.endsWith(`/${collection}`));
}

describe('the source', () => {
  test('is at most 90 lines of code', () => {
    const code = SOURCE.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/\*|\*)/.test(line));
    expect(code.length).toBeLessThanOrEqual(90);
  });

  test('imports nothing but this package and cdk8s packages', () => {
    const modules = [...SOURCE.matchAll(/from '([^']+)'/g)].map(([, module]) => module);
    expect(modules.filter((module) => !/^(cdk8s|cdk8s-plus-27|cdk8s-vnf)$/.test(module ?? ''))).toEqual([]);
  });

  test('writes each address, MAC and subnet once', () => {
    const literals: string[] = SOURCE.match(LITERAL) ?? [];
    expect(literals.length).toBeGreaterThanOrEqual(15);
    expect(literals.filter((literal, index) => literals.indexOf(literal) !== index)).toEqual([]);
  });

  test('keeps its facts out of the library', () => {
    const library = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
    const facts = [
      ...(SOURCE.match(LITERAL) ?? []),
      'unprotected-private-net',
      'protected-private-net',
      'emco-private-net',
      'packetgen',
      'fw0',
    ];
    expect(facts.filter((fact) => library.includes(fact))).toEqual([]);
  });
});

describe.each([
  ['0.58', ['net1', 'net2', 'net3']],
  ['1.6', ['unprotected-private-net', 'protected-private-net', 'emco-private-net'].map(hashedName)],
])('on KubeVirt %s', (kubevirt, names) => {
  test(`chart and intents call the firewall's interfaces ${names.join(', ')}`, () => {
    const { charts, bundle } = build(kubevirt);
    const [vm] = charts.find(({ name }) => name === 'firewall')?.render({}, { name: 'fw0' }) as unknown as Manifest[];
    const annotation = JSON.parse(vm?.spec.template.metadata.annotations['k8s.plugin.opnfv.org/nfn-network'] ?? '') as {
      interface: { interface: string }[];
    };
    expect(annotation.interface.map((entry) => entry.interface)).toEqual(names);
    const intents = documents(bundle, 'interfaces').filter(({ resourceContext }) =>
      resourceContext.anchor.includes('firewall'),
    );
    expect(intents.map(({ spec }) => spec?.interface)).toEqual(names);
  });
});

describe('the EMCO package', () => {
  test('names workloads that the charts render for its release', () => {
    const { charts, bundle } = build();
    const rendered = charts
      .flatMap((chart) => chart.render({}, { name: 'fw0' }) as unknown as Manifest[])
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    const named = documents(bundle, 'workload-intents').map(({ spec }) => `${spec?.type}/${spec?.workloadResource}`);
    expect(named.sort()).toEqual([
      'Deployment/fw0-sink',
      'VirtualMachine/fw0-firewall',
      'VirtualMachine/fw0-packetgen',
    ]);
    expect(named.filter((name) => !rendered.includes(name))).toEqual([]);
  });

  test('says of every interface what the model says, in order', () => {
    const { app, bundle } = build();
    const model = attachedWorkloads(app).flatMap((workload) =>
      workload.attachments
        .filter(({ kind }) => kind === 'nodus')
        .map((attachment) => ({
          interface: podInterfaceName(workload, attachment, Platform.of(workload)),
          name: attachment.id,
          defaultGateway: 'false',
          ipAddress: attachment.address,
          ...(attachment.givenMac === undefined ? {} : { macAddress: attachment.givenMac }),
        })),
    );
    const intents = documents(bundle, 'interfaces').map(({ spec }) => spec);
    expect(intents).toHaveLength(7);
    expect(intents).toEqual(expect.arrayContaining(model));
  });

  test('excludes the static addresses from dynamic allocation, on both clusters', () => {
    const networks = documents(build().bundle, 'networks') as unknown as {
      spec: { ipv4Subnets: [{ excludeIps: string }] };
      metadata: { name: string };
    }[];
    expect(networks).toHaveLength(6);
    expect(
      networks
        .filter(({ metadata }) => metadata.name === 'unprotected-private-net')
        .map(({ spec }) => spec.ipv4Subnets[0].excludeIps),
    ).toEqual(['192.168.10.2 192.168.10.3', '192.168.10.2 192.168.10.3']);
  });
});

test('traffic finds its way there and back by reference to the model', () => {
  const { charts } = build();
  const text = JSON.stringify(charts.map((chart) => chart.render()));
  expect(text).toContain('ip route replace 192.168.10.0/24 via 192.168.20.2');
  expect(text).toContain('- to: 192.168.20.0/24\\n        via: 192.168.10.3');
  expect(text).toContain('net.ipv4.ip_forward=1');
});
