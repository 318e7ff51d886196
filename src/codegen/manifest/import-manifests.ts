import type { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';

import type { Finding } from '../../findings';
import type { HelmChart, Json } from '../../helm';
import { Platform } from '../../platform';
import { checkModel, Model } from '../../rules';
import { CodegenError, reasonOf } from '../codegen-error';
import type { Source } from '../documents';
import { additionsIn } from './additions';
import { compose, type Composition, type CompositionOptions } from './composition';
import { difference, type Patch } from './difference';
import type { Degree } from './lift/lifted';
import { modernized } from './modernize';
import { type ManifestObject, readObjects } from './objects';
import { printProgram } from './print-program';
import { invoke, leavesOf } from './program';
import { Run } from './run-program';

export interface ImportManifestsOptions {
  /** Name of the chart that the objects go to, a DNS label. */
  readonly name: string;
  /** Whether what the library adds on purpose is kept out, so that the objects are those of the manifests. @default false */
  readonly exact?: boolean;
  /** Whether deprecated forms are written in today's: `running`, `kubevirt.io/v1alpha3`, `gateway4`, `netN`. @default false */
  readonly modernize?: boolean;
  /** Release of KubeVirt on the clusters. @default - the library's, or 0.59 where Nodus' annotations are of before 1.0 */
  readonly kubevirt?: string;
}

/** Manifests as a program. */
export interface ImportedManifests {
  /** TypeScript, formatted. */
  readonly text: string;
  /** What would fail on the cluster, seen in the manifests. */
  readonly findings: readonly Finding[];
}

/** More attempts than there are degrees to lose for one object. */
const MAX_ATTEMPTS = 8;

/**
 * Turns manifests into a program that makes the same objects with this library's constructs. The program is run before
 * it is printed: what its objects lack becomes patches in it, and an object that patches would not mend is kept as it is.
 *
 * @throws CodegenError for text that is no manifest; Error for a release that is none
 */
export function importManifests(sources: readonly Source[], options: ImportManifestsOptions): ImportedManifests {
  // Refuses what is no release before anything is run with it.
  new Platform({ kubevirt: options.kubevirt });
  const objects = readObjects(sources).map((object) => (options.modernize ? modernized(object) : object));
  return new ManifestImport(objects, { exact: false, modernize: false, ...options }).result();
}

class ManifestImport {
  private readonly degrees = new Map<ManifestObject, Set<Degree>>();
  private readonly additions = new Map<string, Set<string>>();

  constructor(
    private readonly objects: readonly ManifestObject[],
    private readonly options: CompositionOptions,
  ) {}

  result(): ImportedManifests {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const patches = this.patchesFor(
        compose(this.objects, { degrees: this.degrees, patches: new Map() }, this.options),
      );
      if (!patches) continue;
      const composition = compose(this.objects, { degrees: this.degrees, patches }, this.options);
      const run = new Run(composition.paragraphs.flat());
      if (!this.isFaithful(composition, run)) continue;
      const text = printProgram(this.header(), [
        ...composition.paragraphs,
        [{ value: invoke(composition.app, 'synth') }],
      ]);
      return { text, findings: this.findings(run, composition) };
    }
    throw new Error('the program does not make the objects of the manifests, which is a mistake of this importer');
  }

  /** What each object needs besides; nothing where an object has to be said otherwise first. */
  private patchesFor(composition: Composition): ReadonlyMap<ManifestObject, readonly Patch[]> | undefined {
    const run = new Run(composition.paragraphs.flat());
    if (this.learnFrom(run, composition)) return undefined;
    const rendered = renderedBy(run, composition);
    const patches = new Map<ManifestObject, readonly Patch[]>();
    let hasLearnt = false;
    this.additions.clear();
    for (const object of this.objects) {
      const actual = rendered.get(object);
      const all = actual === undefined ? undefined : difference(actual, object.data);
      const needed = all?.filter((patch) => !this.isAddition(object, patch, actual ?? null));
      const lesson = needed ? this.lessonOf(object, needed, composition) : 'raw';
      if (lesson) hasLearnt = this.learn(object, lesson) || hasLearnt;
      if (needed && needed.length > 0) patches.set(object, needed);
    }
    return hasLearnt ? undefined : patches;
  }

  private isAddition(object: ManifestObject, patch: Patch, actual: Json): boolean {
    if (this.options.exact) return false;
    const says = additionsIn(object, patch, actual);
    for (const one of says ?? [])
      this.additions.set(one, (this.additions.get(one) ?? new Set()).add(object.name ?? object.kind));
    return says !== undefined;
  }

  /** What patches tell about how an object was lifted. */
  private lessonOf(object: ManifestObject, patches: readonly Patch[], composition: Composition): Degree | undefined {
    const lifted = composition.lifted.get(object);
    if (!lifted || lifted.isRaw) return undefined;
    const has = (pattern: RegExp): boolean => patches.some(({ path }) => pattern.test(path));
    const degrees = this.degrees.get(object);
    if (has(/\/cloudInit\w+\/networkData$/) && !degrees?.has('network-data-text')) return 'network-data-text';
    if (has(/\/cloudInit\w+\/userData$/) && !degrees?.has('user-data-text')) return 'user-data-text';
    if (patches.length > 0 && lifted.statements.length === 0) return 'raw';
    return patches.length > Math.max(2, leavesOf(lifted.props)) ? 'raw' : undefined;
  }

  private learn(object: ManifestObject, degree: Degree): boolean {
    const degrees = this.degrees.get(object) ?? new Set();
    if (degrees.has(degree)) return false;
    this.degrees.set(object, degrees.add(degree));
    return true;
  }

  /** Objects whose constructs refuse them stay as they are. */
  private learnFrom(run: Run, { owners }: Composition): boolean {
    const owned = run.failures.map(({ statement, reason }) => ({ object: owners.get(statement), reason }));
    for (const { object, reason } of owned)
      if (object && this.degrees.get(object)?.has('raw')) throw refused(object, reason);
    return owned.filter(({ object }) => object && this.learn(object, 'raw')).length > 0;
  }

  /** Whether the program makes the objects; those that it does not are said otherwise the next time. */
  private isFaithful(composition: Composition, run: Run): boolean {
    if (this.learnFrom(run, composition)) return false;
    const rendered = renderedBy(run, composition);
    const others = this.objects.filter((object) => {
      const actual = rendered.get(object);
      return (
        actual === undefined || difference(actual, object.data).some((patch) => !this.isAddition(object, patch, actual))
      );
    });
    return others.filter((object) => this.learn(object, 'raw')).length === 0;
  }

  private header(): readonly string[] {
    if (this.additions.size === 0) return [];
    const lines = [...this.additions].map(([says, names]) => `- ${says} (${[...names].sort().join(', ')})`);
    return ['What this library writes beyond the manifests; an import with --exact leaves it out:', ...lines.sort()];
  }

  private findings(run: Run, composition: Composition): readonly Finding[] {
    const places = placesOf(run, composition);
    return checkModel(new Model(run.valueOf(composition.app) as App, true)).map((finding) => ({
      ...finding,
      path: placeIn(places, finding.path),
    }));
  }
}

/** What cdk8s itself does not take. */
function refused({ kind, where }: ManifestObject, reason: string): CodegenError {
  const remedy = 'give an object that kubectl accepts';
  return new CodegenError({ where, what: `a ${kind} that cdk8s refuses`, why: reasonOf(reason), remedy });
}

/** Where the constructs of a program come from, by their paths. */
function placesOf(run: Run, { lifted, owners }: Composition): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const [{ variable }, { where }] of owners) {
    const value = variable && run.valueOf(variable);
    if (Construct.isConstruct(value)) places.set(value.node.path, where);
  }
  for (const [{ where }, { object }] of lifted) places.set((run.valueOf(object) as ApiObject).node.path, where);
  return places;
}

/** The path of a construct with file and line of its manifest, which its author knows. */
function placeIn(places: ReadonlyMap<string, string>, path: string): string {
  const scopes = path.split('/').map((_, index, ids) => ids.slice(0, ids.length - index).join('/'));
  const where = scopes.map((scope) => places.get(scope)).find((place) => place !== undefined);
  return where === undefined ? path : `${path} (${where})`;
}

/** The objects that a program makes, by the objects of the manifests. */
function renderedBy(run: Run, { charts, lifted }: Composition): ReadonlyMap<ManifestObject, Json> {
  const made = new Map<ApiObject, Json>();
  for (const variable of charts) {
    const chart = run.valueOf(variable) as HelmChart;
    for (const { construct, object } of chart.compile().renderWithOrigin(chart.defaultValues, chart.defaultRelease))
      made.set(construct, object);
  }
  const rendered = new Map<ManifestObject, Json>();
  for (const [object, { object: code }] of lifted) {
    try {
      const found = made.get(run.valueOf(code) as ApiObject);
      if (found !== undefined) rendered.set(object, found);
    } catch {
      // What failed is known already.
    }
  }
  return rendered;
}
