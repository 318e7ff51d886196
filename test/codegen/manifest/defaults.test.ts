import { importManifests } from '../../../src/codegen/manifest/import-manifests';
import { identity, meaning } from './meaning';
import { corpus, documentsIn, objectsOf } from './support';

/** Everything that an import without `--exact` may write beyond the manifests; a template's path is cut off. */
const KNOWN = [
  /^spec\.architecture$/,
  /^spec\.domain\.machine(\.type)?$/,
  /^spec\.domain\.firmware(\.(uuid|serial))?$/,
  /^spec\.domain\.memory(\.guest)?$/,
  /^spec\.domain\.devices\.interfaces\.\d+\.macAddress$/,
  /^spec\.volumes\.\d+\.cloudInit\w+\.userData$/,
  /^metadata$|^metadata\.labels$|^metadata\.labels\|app\.kubernetes\.io\/component$/,
  /^spec\.selector\.matchLabels\|app\.kubernetes\.io\/component$/,
  /^metadata\.annotations(\|k8s\.plugin\.opnfv\.org\/nfn-network)?$/,
  /^metadata\.annotations\|cdi\.kubevirt\.io\/storage\.import\.source$/,
  /^metadata\.namespace$/,
  /^metadata\.labels\|net$/,
  /^spec\.ipv4Subnets\.0\.excludeIps(\.\d+)?$/,
  /^spec\.(vlan|priority|isRdma|type|externalIPs|runStrategy)$/,
];
/** What cdk8s-plus writes for a Deployment. */
const POD =
  /^(spec\.(minReady|progressDeadline|strategy)|spec\.(automount|dnsPolicy|hostNetwork|restartPolicy|setHostname|terminationGrace|securityContext)|spec\.containers\.\d+\.(imagePullPolicy|resources|securityContext)|metadata\.labels\|cdk8s\.io\/metadata\.addr)/;

/** Paths at which one value says more than another, or something else. */
function* surplus(made: unknown, expected: unknown, path: string): Generator<string> {
  if (typeof made !== 'object' || made === null || typeof expected !== 'object' || expected === null) {
    if (JSON.stringify(made) !== JSON.stringify(expected)) yield path;
    return;
  }
  for (const key of new Set([...Object.keys(made), ...Object.keys(expected)])) {
    const inner = /[./]/.test(key) || key === 'net' ? `${path}|${key}` : `${path}.${key}`.replace(/^\./, '');
    const [one, other] = [made, expected].map((map) => (map as Readonly<Record<string, unknown>>)[key]);
    if (one === undefined) yield `missing ${inner}`;
    else if (other === undefined) yield inner;
    else yield* surplus(one, other, inner);
  }
}

it.each(corpus.map((source) => [source.name, source] as const))(
  '%s gets what the library adds, and nothing else',
  (_, source) => {
    const { text } = importManifests([source], { name: 'imported' });
    const expected = new Map(documentsIn(source.text).map((object) => [identity(object), meaning(object)]));
    const made = objectsOf(text);
    const inDefault = (key: string): string => key.replace(/^(\w+) default /, '$1  ');
    const keys = [...expected.keys()];
    expect(made.map((object) => inDefault(identity(object))).sort()).toEqual(keys.map(inDefault).sort());
    for (const object of made) {
      const wanted = keys.find((key) => inDefault(key) === inDefault(identity(object))) ?? '';
      const paths = [...surplus(meaning(object), expected.get(wanted), '')].map((path) =>
        path
          .replace(/^(spec\.virtualMachineTemplate\.)?spec\.template\.(?=spec|metadata)/, '')
          .replace(/^spec\.template\.metadata$/, 'metadata'),
      );
      expect(
        paths.filter(
          (path) => !KNOWN.some((known) => known.test(path)) && !(object.kind === 'Deployment' && POD.test(path)),
        ),
      ).toEqual([]);
    }
  },
);

it('says what was added', () => {
  const [source] = corpus.filter(({ name }) => name === 'vm-cirros.yaml');
  const { text } = importManifests(source ? [source] : [], { name: 'imported' });
  expect(text).toContain('// What this library writes beyond the manifests; an import with --exact leaves it out:');
  expect(text).toContain('// - UUID and serial number of the firmware, which clusters draw at random (vm-cirros)');
  const exact = importManifests(source ? [source] : [], { name: 'imported', exact: true }).text;
  expect(exact).not.toContain('//');
});
