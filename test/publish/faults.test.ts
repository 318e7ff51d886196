import { publish, SigstoreSigner, type World } from '../../src/publish';
import { readManifest } from '../../src/publish/oci/read-manifest';
import { readReferrers } from '../../src/publish/oci/read-referrers';
import { metadataOf, type PackagedChart } from '../../src/publish/chart/packaged-chart';
import { readIndex } from '../../src/publish/repository-index';
import { chart, sha256 } from './support/charts';
import { FakeChartMuseum } from './support/fake-chart-museum';
import { FakeRegistry } from './support/fake-registry';
import { type Fault, faultsOf, FaultyWorld, told } from './support/faults';
import { MemoryFiles } from './support/memory-files';
import { laid, NO_NETWORK, world } from './support/world';
import { BUILD, pemKeys } from './trust/samples';

const OLD = [chart('vnf', '0.9.0', { signed: true }), chart('other', '1.0.0')];
const NEW = [chart('vnf', '1.0.0', { signed: true }), chart('third', '0.1.0')];
/** Other bytes for versions that are there; the new one of `vnf` is not signed. */
const FORCED = [chart('vnf', '0.9.0', { text: 'again' }), chart('other', '1.0.0', { text: 'again', signed: true })];

interface Referring {
  readonly layers: readonly { readonly digest: string }[];
  readonly subject: { readonly digest: string };
}

/** A repository that can be looked at from outside, as its readers do. */
interface Place {
  readonly target: string;
  readonly world: World;
  readonly files: MemoryFiles;
  /** Fails where a reader would stumble. @returns what a reader finds: version and digest of its archive */
  readonly look: () => Record<string, string>;
  /** Everything that a reader can see, to compare two repositories. */
  readonly whole: () => unknown;
}

function directory(): Place {
  const files = new MemoryFiles();
  const text = (path: string) => Buffer.from(files.content.get(path) ?? []).toString();
  const look = () => {
    const bytes = files.content.get('/site/index.yaml');
    if (!bytes) return {};
    const listed = [...readIndex('index.yaml', bytes).charts.values()].flatMap(({ versions }) => versions);
    return Object.fromEntries(
      listed.map(({ name, version, digest, urls }) => {
        const archive = files.content.get(`/site/${urls[0]}`);
        if (!archive) throw new Error(`${urls[0]} is listed and not there`);
        expect(sha256(archive)).toBe(digest);
        expect(metadataOf(archive)).toMatchObject({ name, version });
        const provenance = text(`/site/${urls[0]}.prov`);
        if (provenance !== '') expect(provenance).toContain(digest);
        return [`${name} ${version}`, digest];
      }),
    );
  };
  const whole = () =>
    [...files.content]
      .filter(([path]) => path.startsWith('/site/') && !path.endsWith('.tmp'))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return { target: '/site', world: world(files, NO_NETWORK), files, look, whole };
}

function registry(hasReferrers = false): Place {
  const files = new MemoryFiles();
  const http = new FakeRegistry({ hasReferrers });
  const look = () =>
    Object.fromEntries(
      [...http.manifests].flatMap(([reference, bytes]) => {
        if (Buffer.from(bytes).includes('"manifests":')) {
          for (const { digest } of readReferrers(bytes).referrers)
            expect(http.manifests.has(reference.replace(/@.*/, `@${digest}`))).toBe(true);
          return [];
        }
        if (Buffer.from(bytes).includes('"subject":')) {
          const { layers, subject } = JSON.parse(Buffer.from(bytes).toString()) as Referring;
          expect(http.manifests.has(reference.replace(/@.*/, `@${subject.digest}`))).toBe(true);
          expect(layers.every(({ digest }) => http.blobs.has(digest))).toBe(true);
          return [];
        }
        const { config, layers, chart: layer, provenance } = readManifest(bytes);
        for (const { digest, size } of [config, ...layers]) {
          const blob = http.blobs.get(digest);
          if (!blob) throw new Error(`${reference} needs ${digest}, which is not there`);
          expect([`sha256:${sha256(blob)}`, blob.length]).toEqual([digest, size]);
        }
        const digest = (layer?.digest ?? '').slice('sha256:'.length);
        const archive = http.blobs.get(layer?.digest ?? '') ?? new Uint8Array();
        const { name, version } = metadataOf(archive);
        const signed = provenance && Buffer.from(http.blobs.get(provenance.digest) ?? []).toString();
        if (signed !== undefined) expect(signed).toContain(digest);
        return reference.includes('@sha256:') ? [] : [[`${name} ${version}`, digest]];
      }),
    );
  // What no tag leads to is nobody's, but for what refers to a manifest that a tag leads to.
  const whole = () =>
    [...http.manifests]
      .filter(([reference, bytes]) => !reference.includes('@sha256:') || Buffer.from(bytes).includes('"subject":'))
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return { target: 'oci://registry.example/charts', world: world(files, http), files, look, whole };
}

function chartMuseum(): Place {
  const files = new MemoryFiles();
  const http = new FakeChartMuseum({ depth: 1 });
  const look = () => {
    const listed = [...readIndex('index.yaml', Buffer.from(http.index('org/'))).charts.values()].flatMap(
      ({ versions }) => versions,
    );
    return Object.fromEntries(
      listed.map(({ name, version, digest }) => {
        const provenance = http.storage.get(`org/${name}-${version}.tgz.prov`);
        if (provenance) expect(Buffer.from(provenance).toString()).toContain(digest);
        return [`${name} ${version}`, digest];
      }),
    );
  };
  const whole = () => [...http.storage].sort(([a], [b]) => (a < b ? -1 : 1));
  return { target: 'chartmuseum+https://museum.example/org', world: world(files, http), files, look, whole };
}

interface Run {
  readonly before: readonly PackagedChart[];
  readonly charts: readonly PackagedChart[];
  readonly force: boolean;
  readonly isSigned?: boolean;
}

const PLACES = {
  directory,
  registry,
  'registry with referrers': () => registry(true),
  'chart museum': chartMuseum,
};
const RUNS = {
  'into nothing': { before: [], charts: [...OLD, ...NEW], force: false },
  'beside others': { before: OLD, charts: NEW, force: false },
  'in place of others': { before: OLD, charts: FORCED, force: true },
  'signed, into nothing': { before: [], charts: NEW.slice(0, 1), force: false, isSigned: true },
  'what was there unsigned': { before: OLD, charts: OLD.slice(0, 1), force: false, isSigned: true },
  'signed, in place of others': { before: OLD, charts: FORCED.slice(0, 1), force: true, isSigned: true },
};
/** Ed25519 gives the same bundle each time, so that two repositories can be compared. */
const signer = SigstoreSigner.load({ pem: pemKeys('ed25519').privateKey });

const cases: string[] = [];
afterAll(() => process.stdout.write(`${cases.join('\n')}\n${cases.length} faults\n`));

describe.each(Object.entries(PLACES))('%s', (placeName, makePlace) => {
  // A ChartMuseum has no place for bundles.
  const runs = Object.entries<Run>(RUNS).filter(([, run]) => !run.isSigned || placeName !== 'chart museum');
  describe.each(runs)('publishing %s', (runName, { before, charts, force, isSigned }) => {
    const run = async (place: Place, one: World) => {
      const signing = isSigned ? { sigstore: { signer: await signer, build: BUILD } } : {};
      return publish(['/dist/charts'], [place.target], { force, signing, world: one });
    };

    async function prepared(): Promise<Place> {
      const place = makePlace();
      if (before.length > 0) await publish([laid(place.files, before, '/old')], [place.target], { world: place.world });
      laid(place.files, charts);
      return place;
    }

    async function withFault(fault?: Fault) {
      const place = await prepared();
      const untouched = place.look();
      const faulty = new FaultyWorld(place.world, fault);
      const error: unknown = await run(place, faulty.world).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      return { place, untouched, faulty, error };
    }

    test('survives every fault, and goes on', async () => {
      const { place: ideal, faulty: whole } = await withFault();
      const wanted = ideal.look();
      const expected = ideal.whole();
      const broken: string[] = [];
      for (const fault of faultsOf(whole.calls)) {
        const title = `${placeName}, ${runName}: ${told(fault, whole.calls)}`;
        cases.push(title);
        try {
          const { place, untouched } = await withFault(fault);
          // What others published stays, but for what is replaced, and nothing is seen but old and new.
          const seen = place.look();
          const replaced = charts.map(({ name, version }) => `${name} ${version}`);
          for (const [subject, digest] of Object.entries(untouched))
            if (!replaced.includes(subject)) expect([subject, seen[subject]]).toEqual([subject, digest]);
          for (const [subject, digest] of Object.entries(seen))
            expect([untouched[subject], wanted[subject]]).toContain(digest);
          await run(place, place.world);
          expect(place.look()).toEqual(wanted);
          expect(place.whole()).toEqual(expected);
        } catch (error) {
          broken.push(`${title}: ${String(error)}`);
        }
      }
      expect(broken).toEqual([]);
    });
  });
});

test('there are at least 300 of them', () => expect(cases.length).toBeGreaterThanOrEqual(300));
