import type { Patch } from './difference';
import { liftConfigMap, liftSecret } from './lift/configuration';
import { chainProps, definitionProps, Networks, policyProps } from './lift/networks';
import { liftClaim, liftDataVolume } from './lift/data-volume';
import { takeChartName, takeId } from './ids';
import { liftRaw } from './lift/raw';
import { liftMatched, MATCHED_KINDS } from './lift/instancetypes';
import { nodusEntries } from './lift/interfaces';
import { type Degree, hintsFor, type Lifted, type LiftOptions, type Scope } from './lift/lifted';
import { guestKind, liftGuest } from './lift/virtual-machine';
import { liftDeployment, liftService } from './lift/workloads';
import type { ManifestObject } from './objects';
import {
  call,
  cdk8s,
  type Code,
  invoke,
  library,
  make,
  Member,
  type Paragraph,
  someMembers,
  type Statement,
  type Value,
  Variable,
} from './program';
import { mapAt, textAt } from './shape';
import { patchStatements } from './patch-statements';
import { shareFacts } from './shared-facts';

/** What the attempts so far have shown. */
export interface Lessons {
  readonly degrees: ReadonlyMap<ManifestObject, ReadonlySet<Degree>>;
  readonly patches: ReadonlyMap<ManifestObject, readonly Patch[]>;
}

/** How a program is called and what it is for. */
export interface CompositionOptions extends LiftOptions {
  /** Name of the chart. */
  readonly name: string;
  /** Release of KubeVirt. @default - the library's, or 0.59 where Nodus' annotations name interfaces as before 1.0 */
  readonly kubevirt?: string;
}

/** A program that makes the objects. */
export interface Composition {
  readonly paragraphs: readonly Paragraph[];
  readonly app: Variable;
  readonly charts: readonly Variable[];
  /** What each object became. */
  readonly lifted: ReadonlyMap<ManifestObject, Lifted>;
  /** Which object a statement is for. */
  readonly owners: ReadonlyMap<Statement, ManifestObject>;
}

/** No namespace is called so. */
const SITE = '/site';

const DEFAULT_OPERATOR_NAMESPACE = 'sriov-network-operator';

/** Kinds whose constructs are called like their objects. */
const isNamedByPath = (object: ManifestObject): boolean =>
  guestKind(object) !== undefined ||
  ['DataVolume', 'PersistentVolumeClaim', 'NetworkAttachmentDefinition', 'Service', 'Deployment'].includes(object.kind);

type Lift = (object: ManifestObject, scope: Scope, networks: Networks) => Lifted | undefined;

const BY_CDK8S_PLUS: ReadonlyMap<string, Lift> = new Map<string, Lift>([
  ['v1 ConfigMap', liftConfigMap],
  ['v1 Secret', liftSecret],
  ['v1 Service', liftService],
  ['apps/v1 Deployment', liftDeployment],
]);

/** Puts the objects together as a program. */
export function compose(
  objects: readonly ManifestObject[],
  lessons: Lessons,
  options: CompositionOptions,
): Composition {
  return new Composer(objects, lessons, options).compose();
}

class Composer {
  private readonly app = new Variable(['app']);
  private readonly networks: Networks;
  private readonly charts = new Map<string, { readonly variable: Variable; readonly ids: Set<string> }>();
  private readonly lifted = new Map<ManifestObject, Lifted>();
  private readonly claims = new Map<string, Code>();
  private readonly matchers = new Map<string, Code>();
  private readonly site = new Variable(['site']);

  constructor(
    private readonly objects: readonly ManifestObject[],
    private readonly lessons: Lessons,
    private readonly options: CompositionOptions,
  ) {
    this.networks = new Networks(objects, (object) => this.isRaw(object));
  }

  compose(): Composition {
    // Where several objects of one name would have constructs of one id, those named by their path come first.
    const ordered = [...this.objects].sort((a, b) => rankOf(a) - rankOf(b));
    for (const object of ordered) {
      if (this.networks.has(object)) continue;
      const lifted = isPolicy(object) ? (this.policy(object) ?? this.lift(object)) : this.lift(object);
      this.lifted.set(object, lifted);
    }
    for (const object of this.objects) this.placeNetwork(object);
    return this.whole(ordered);
  }

  private isRaw(object: ManifestObject): boolean {
    return this.degreesOf(object).has('raw');
  }

  private degreesOf(object: ManifestObject): ReadonlySet<Degree> {
    return this.lessons.degrees.get(object) ?? new Set();
  }

  private scopeOf(object: ManifestObject): Scope {
    const { variable, ids } = this.chartOf(object);
    return { chart: variable, options: this.options, id: takeId(object, ids), degrees: this.degreesOf(object) };
  }

  private chartOf({ namespace = '' }: ManifestObject): { readonly variable: Variable; readonly ids: Set<string> } {
    const known = this.charts.get(namespace);
    if (known) return known;
    const chart = { variable: new Variable(['chart', `chart-${namespace}`]), ids: new Set<string>() };
    this.charts.set(namespace, chart);
    return chart;
  }

  private lift(object: ManifestObject): Lifted {
    const scope = this.scopeOf(object);
    if (this.isRaw(object)) return liftRaw(object, scope);
    return this.liftKnown(object, scope) ?? liftRaw(object, scope);
  }

  private liftKnown(object: ManifestObject, scope: Scope): Lifted | undefined {
    const { kind, name = '', namespace = '' } = object;
    if (guestKind(object)) {
      const claimOf = (of: string, claim: string): Code | undefined => this.claims.get(`${of} ${namespace} ${claim}`);
      const matcherOf = (of: string, matched: string): Code | undefined => {
        const home = of.startsWith('VirtualMachineCluster') ? '' : namespace;
        return this.matchers.get(`${of} ${home} ${matched}`);
      };
      return liftGuest(object, { ...scope, networks: this.networks, claimOf, matcherOf });
    }
    if (kind === 'NetworkAttachmentDefinition') return this.definition(object, scope);
    if (kind === 'NetworkChaining') return this.chain(object, scope);
    const lift = BY_CDK8S_PLUS.get(`${object.apiVersion} ${kind}`);
    // cdk8s-plus has opinions that an exact import would take back one by one.
    if (lift) return scope.options.exact ? undefined : lift(object, scope, this.networks);
    if (object.apiVersion.startsWith('instancetype.kubevirt.io/') && MATCHED_KINDS.includes(kind)) {
      const matched = liftMatched(object, scope);
      if (matched) this.matchers.set(`${kind} ${namespace} ${name}`, new Member(matched.object, 'matcher'));
      return matched;
    }
    const lifted =
      kind === 'DataVolume'
        ? liftDataVolume(object, scope)
        : kind === 'PersistentVolumeClaim'
          ? liftClaim(object, scope)
          : undefined;
    if (lifted && scope.id === name)
      this.claims.set(
        `${kind} ${namespace} ${name}`,
        lifted.patched instanceof Member ? lifted.patched.of : lifted.patched,
      );
    return lifted;
  }

  private definition(object: ManifestObject, { chart, id }: Scope): Lifted | undefined {
    const known = definitionProps(object);
    if (!known || id !== object.name) return undefined;
    const variable = new Variable(hintsFor({ ...object, kind: 'network' }));
    this.networks.addDefinition(object, variable, known.binding);
    const resource = call(cdk8s('ApiObject.of'), variable);
    const value = make(library('AttachmentDefinition'), chart, id, known.props);
    return { statements: [{ variable, value }], object: resource, patched: resource, props: known.props };
  }

  private chain(object: ManifestObject, { chart, id }: Scope): Lifted | undefined {
    const props = chainProps(object, this.networks);
    if (!props || id !== object.name) return undefined;
    const variable = new Variable(hintsFor(object));
    const value = make(library('NodusNetworkChain'), chart, id, props);
    return { statements: [{ variable, value }], object: variable, patched: variable, props };
  }

  private policy(object: ManifestObject): Lifted | undefined {
    const props = policyProps(object);
    if (!props || this.isRaw(object) || object.namespace !== this.operatorNamespace || object.name === undefined)
      return undefined;
    const variable = new Variable(hintsFor({ ...object, kind: 'policy' }));
    const value = make(library('SriovNodePolicy'), this.site, object.name, props);
    return { statements: [{ variable, value }], object: variable, patched: variable, props, isInSite: true };
  }

  private placeNetwork(object: ManifestObject): void {
    const lifted = this.networks.lift(object, this.site);
    if (!lifted) return;
    this.lifted.set(object, lifted);
    const companion = this.networks.companionOf(object);
    if (!companion) return;
    // Both are children of one construct.
    const sibling = invoke(
      new Member(new Member(new Member(lifted.object, 'node'), 'scope'), 'node'),
      'findChild',
      'attachment',
    );
    this.lifted.set(companion, {
      statements: [],
      object: sibling,
      patched: sibling,
      props: lifted.props,
      isInSite: true,
    });
  }

  private get operatorNamespace(): string {
    const found = this.objects.find(({ apiVersion }) => apiVersion.startsWith('sriovnetwork.openshift.io/'));
    return found?.namespace ?? DEFAULT_OPERATOR_NAMESPACE;
  }

  private whole(ordered: readonly ManifestObject[]): Composition {
    const owners = new Map<Statement, ManifestObject>();
    const facts = this.networks.facts(this.app);
    for (const fact of facts) {
      const owner = this.objects.find((object) => this.networks.variableOf(object) === fact.variable);
      if (owner) owners.set(fact, owner);
    }
    const owned = ordered.flatMap((object) => {
      const lifted = this.lifted.get(object);
      return lifted && !lifted.isRaw ? [{ name: object.name ?? object.kind, statements: lifted.statements }] : [];
    });
    const shared = shareFacts(owned, this.networks.shared);
    const paragraphOf = (object: ManifestObject): Paragraph => {
      const lifted = this.lifted.get(object);
      const statements = lifted
        ? [
            ...lifted.statements.map((statement) => (lifted.isRaw ? statement : shared.rewrite(statement))),
            ...patchStatements(lifted, this.lessons.patches.get(object) ?? []),
          ]
        : [];
      for (const statement of statements) owners.set(statement, object);
      return statements;
    };
    const inSite = (object: ManifestObject): boolean => this.lifted.get(object)?.isInSite === true;
    const siteParagraph = this.objects.filter(inSite).flatMap(paragraphOf);
    const names = this.names();
    const charts = [...this.charts].sort(([a], [b]) => (a < b ? -1 : 1));
    const chartParagraphs = charts.flatMap(([namespace, { variable }]): Paragraph[] => [
      [{ variable, value: this.chart(names.get(namespace) ?? '', namespace) }],
      ...ordered.filter((object) => (object.namespace ?? '') === namespace && !inSite(object)).map(paragraphOf),
    ]);
    const site =
      siteParagraph.length === 0
        ? []
        : [[{ variable: this.site, value: this.chart(names.get(SITE) ?? '', '') }, ...siteParagraph]];
    const paragraphs = [
      [{ variable: this.app, value: make(library('VnfApp'), someMembers({ platform: someMembers(this.platform) })) }],
      facts,
      shared.attachments,
      ...chartParagraphs,
      ...site,
    ];
    return {
      paragraphs: paragraphs.filter((paragraph) => paragraph.length > 0),
      app: this.app,
      charts: [...charts.map(([, { variable }]) => variable), ...(site.length === 0 ? [] : [this.site])],
      lifted: this.lifted,
      owners,
    };
  }

  private chart(name: string, namespace: string): Value {
    const props = { version: '0.1.0', objectNames: 'path', standardLabels: false, namespace: namespace || undefined };
    return make(library('HelmChart'), this.app, name, props);
  }

  /** Names of the charts, by their namespaces, and that of the site. Networks stand beside them below the app. */
  private names(): ReadonlyMap<string, string> {
    const taken = new Set(
      this.objects.flatMap((object) => (this.networks.variableOf(object) ? [object.name ?? ''] : [])),
    );
    const namespaces = [...this.charts.keys()].sort();
    const { name } = this.options;
    const nameOf = (namespace: string): string =>
      namespaces.length === 1 || namespace === '' ? name : `${name}-${namespace}`;
    return new Map(namespaces.map((namespace) => [namespace, takeChartName(nameOf(namespace), taken)])).set(
      SITE,
      takeChartName('site', taken),
    );
  }

  private get platform(): { readonly [key: string]: Value } {
    const operator = this.operatorNamespace;
    return {
      kubevirt: this.options.kubevirt ?? (this.hasOrdinalNames ? '0.59' : undefined),
      sriovOperator: operator === DEFAULT_OPERATOR_NAMESPACE ? undefined : { namespace: operator },
    };
  }

  /** KubeVirt called pod interfaces net1, net2 … before 1.0. */
  private get hasOrdinalNames(): boolean {
    const names = this.objects.flatMap((object) => {
      const kind = guestKind(object);
      const annotations = kind ? mapAt(object.data, ...kind.template, 'metadata', 'annotations') : {};
      return nodusEntries(annotations).map((entry) => textAt(entry, 'interface') ?? '');
    });
    return names.length > 0 && names.every((name) => /^net\d+$/.test(name));
  }
}

function isPolicy({ apiVersion, kind }: ManifestObject): boolean {
  return apiVersion.startsWith('sriovnetwork.openshift.io/') && kind === 'SriovNetworkNodePolicy';
}

const RANKS = [
  'NetworkAttachmentDefinition',
  'DataVolume',
  'PersistentVolumeClaim',
  ...MATCHED_KINDS,
  'VirtualMachine',
];

/** Constructs that others refer to first, then what is named by its place, then the rest. */
function rankOf(object: ManifestObject): number {
  const rank = RANKS.indexOf(object.kind);
  if (rank >= 0) return rank;
  return isNamedByPath(object) ? RANKS.length : RANKS.length + 1;
}
