import { type ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { note, shown } from '../findings';
import { type FileMap, MAX_FILE_BYTES, packTgz } from './archive';
import { artifactHubProblems } from './artifact-hub';
import { chartFiles } from './chart-files';
import { type ChartMetadata, metadataProblems } from './chart-metadata';
import { CompiledChart, type KubernetesObject } from './compiled-chart';
import { type ChartFacts, evaluate, type Release } from './expression';
import { expressionOf, type HelmValue } from './helm-value';
import { objectName } from './object-name';
import { patternProblem } from './pattern';
import { render } from './render';
import type { AnyChart, CarriedChart, OverridesOf, Subchart } from './subchart';
import { installHoleResolver, markFiller } from './symbolic';
import { treeOf } from './tree';
import type { ValueDescriptor } from './value-type';
import { type ObjectType, type Ref, valueRefs, Values, type ValuesOf } from './values';
import { type ValueProblem, ValuesChecker } from './values-check';
import { defaultsOf, examplesOf, mergeValues, type ValuesData, withExamples } from './values-data';
import { schemaOf } from './values-schema';

export interface HelmChartProps<V extends ObjectType = ObjectType> extends ChartMetadata {
  /** The chart's values, made with `Values.object`. @default - the chart takes no values */
  readonly values?: V;
  /** Values for manifests, lint and rules; each wins over the `default` and the `example` of its value. @default - none */
  readonly exampleValues?: ValuesOf<V>;
  /** What `helm install` prints at the end (NOTES.txt), as Go template text. @default - nothing */
  readonly notes?: string;
  /** README.md of the chart. @default - made from the metadata and the values */
  readonly readme?: string;
  /**
   * Whether objects carry `app.kubernetes.io/*` and `helm.sh/chart` labels, and selectors and pod templates the release.
   * @default true
   */
  readonly standardLabels?: boolean;
  /**
   * How objects without a name of their own are called: by the release and where they stand in the chart, or by where they
   * stand alone, for what is on clusters under such names. Two releases then need two namespaces.
   * @default 'release'
   */
  readonly objectNames?: 'release' | 'path';
  /** Namespace of objects that state none. @default - that of the release */
  readonly namespace?: string;
  /**
   * CustomResourceDefinitions that Helm makes before everything else and never changes. EMCO deletes them with the app,
   * and with them every object of their kind: leave the CRDs of shared operators out.
   * @default - none
   */
  readonly crds?: readonly KubernetesObject[];
}

const HELM_CHART = Symbol.for('cdk8s-vnf.HelmChart');

const NAME = /^[a-z][A-Za-z0-9]*$/;
/** YAML 1.1 readers take these keys for booleans or null; JavaScript gives the others a meaning. */
const RESERVED_NAMES = new Set([
  'y',
  'n',
  'yes',
  'no',
  'on',
  'off',
  'true',
  'false',
  'null',
  'global',
  'constructor',
  'toString',
  'toJSON',
  'valueOf',
]);

export interface SubchartOptions<T> {
  /** Values over the subchart's defaults. @default - none */
  readonly values?: T;
  /** A boolean value of the parent chart that switches the subchart on. @default - always on */
  readonly condition?: HelmValue<boolean>;
}

/**
 * A cdk8s chart that becomes one Helm chart: its id is the chart's name, the objects below it become templates, and the
 * values it declares stay values.
 */
export class HelmChart<V extends ObjectType = ObjectType<Record<never, never>>> extends Chart {
  /** Whether a construct is a `HelmChart`, also one of another copy of this package. */
  static isHelmChart(construct: unknown): construct is HelmChart<ObjectType> {
    return typeof construct === 'object' && construct !== null && HELM_CHART in construct;
  }

  /** The chart that a construct belongs to. @throws Error where none of the scopes is a `HelmChart` */
  static override of(construct: Construct): HelmChart<ObjectType> {
    const chart = [...construct.node.scopes].reverse().find((scope) => HelmChart.isHelmChart(scope));
    if (chart) return chart;
    throw new Error(`${construct.node.path} stands in no HelmChart: create it below one`);
  }

  /** Name of the chart: its id. */
  readonly name: string;
  /** Fields of Chart.yaml. */
  readonly metadata: ChartMetadata;
  /** References to the chart's values, to be put where literals would stand. */
  readonly values: Ref<V>;

  private readonly props: HelmChartProps<V>;
  private readonly carried: Subchart[] = [];
  /** @internal */
  readonly valueType: ValueDescriptor;
  private readonly checker: ValuesChecker;

  constructor(scope: Construct, id: string, props: HelmChartProps<V>) {
    super(scope, id, { disableResourceNameHashes: true, namespace: props.namespace });
    Object.defineProperty(this, HELM_CHART, { value: true });
    markFiller(this);
    installHoleResolver(this);
    const values = props.values ?? (Values.object({}) as unknown as V);
    this.name = id;
    this.metadata = props;
    this.props = props;
    this.valueType = values.descriptor;
    this.checker = new ValuesChecker(schemaOf(id, this.valueType));
    this.values = valueRefs(values);
    for (const problem of metadataProblems(id, props)) note(this, { id: 'VNF104', severity: 'error', ...problem });
    for (const problem of artifactHubProblems(id, props.annotations))
      note(this, { id: 'VNF803', severity: 'error', ...problem });
    this.checkDeclarations(this.valueType, []);
  }

  /** The release that manifests are rendered for: named like the chart, in `default`. */
  get defaultRelease(): Release {
    return { name: this.name, namespace: 'default' };
  }

  /** The values that manifests are rendered with: defaults, and examples where there are none. */
  get defaultValues(): ValuesData {
    return this.mergedValues({} as ValuesOf<V>);
  }

  /**
   * The objects that `helm template` would print for these values and this release.
   *
   * @param values given over the defaults, merged as Helm merges
   * @throws Error for values that the chart's schema refuses, naming each
   */
  render(values: ValuesOf<V> = {} as ValuesOf<V>, release: Partial<Release> = {}): KubernetesObject[] {
    const problems = this.checkValues(values);
    if (problems.length > 0) {
      const lines = problems.map(({ path, value, reason }) => `  ${path}: ${shown(value)}: ${reason}`);
      throw new Error(`chart ${this.name} refuses the values:\n${lines.join('\n')}`);
    }
    // What needs no rendering is the author's own data: the caller may change what it gets, and not that.
    const objects = this.renderAll(this.mergedValues(values), { ...this.defaultRelease, ...release });
    return JSON.parse(JSON.stringify(objects)) as KubernetesObject[];
  }

  private renderAll(values: ValuesData, release: Release): KubernetesObject[] {
    const scope = { values, release, chart: this.facts };
    const inside = this.carried.flatMap((subchart) => {
      if (!HelmChart.isHelmChart(subchart.chart)) return [];
      if (subchart.condition && evaluate(subchart.condition, scope) !== true) return [];
      return subchart.chart.renderAll(mergeValues(subchart.chart.defaultValues, subchart.values), release);
    });
    return [...this.compile().render(values, release), ...inside];
  }

  /** What the chart's schema refuses in the given values, merged over the defaults. */
  checkValues(values: ValuesOf<V>): ValueProblem[] {
    return this.checker.check(this.mergedValues(values));
  }

  /** The given values over the defaults, and examples for values that have neither. */
  mergedValues(values: ValuesOf<V>): ValuesData {
    return mergeValues(defaultsOf(this.valueType), withExamples(this.valueType, values, this.exampleValues));
  }

  private get exampleValues(): ValuesData {
    return mergeValues(examplesOf(this.valueType), this.props.exampleValues ?? {});
  }

  /**
   * Carries another chart inside this one: one of ours, or a foreign one as it was packaged. Its values stand below its
   * name; `render` shows the objects of ours, and leaves out those of a foreign chart.
   *
   * @throws Error for a second chart of one name, and for a condition that is no value
   */
  addSubchart<C extends AnyChart>(chart: C, options: SubchartOptions<OverridesOf<C>> = {}): void {
    const condition = options.condition && expressionOf(options.condition);
    if (condition && condition.op !== 'value')
      throw new Error('the condition of a subchart is a boolean value of its parent, as Helm reads it');
    if (this.carried.some((known) => known.chart.name === chart.name))
      throw new Error(
        `${this.node.path} carries a chart called ${chart.name} already: Helm finds a chart inside by its name`,
      );
    this.carried.push({ chart, values: (options.values ?? {}) as ValuesData, ...(condition ? { condition } : {}) });
  }

  /** Charts that it carries, in the order they were added. */
  get subcharts(): readonly CarriedChart[] {
    return this.carried.map(({ chart, values }) => ({ chart, values }));
  }

  /** The chart's files, by path inside its folder. */
  files(compiled: CompiledChart = this.compile()): FileMap {
    const files = chartFiles(compiled, {
      ...this.props,
      metadata: this.props,
      values: this.valueType,
      examples: this.exampleValues,
      rendered: this.defaultValues,
      release: this.defaultRelease,
      subcharts: this.carried,
    });
    for (const [path, text] of files) {
      const size = Buffer.byteLength(text);
      if (size <= MAX_FILE_BYTES) continue;
      note(this, {
        id: 'VNF105',
        severity: 'error',
        field: path,
        value: `${size} bytes`,
        reason: `Helm reads files of at most ${MAX_FILE_BYTES} bytes`,
        remedy: 'split the object, or keep the data outside the chart',
      });
    }
    return files;
  }

  /** The packaged chart: what `dist/charts/<name>-<version>.tgz` holds. */
  archive(files: FileMap = this.files()): Uint8Array {
    const inFolder = new Map([...files].map(([path, text]) => [`${this.name}/${path}`, text]));
    return packTgz(inFolder, {
      first: ['Chart.yaml', 'values.yaml', 'values.schema.json'].map((path) => `${this.name}/${path}`),
    });
  }

  /** Text with holes, such as an object's name, for a release and values. */
  evaluate(text: string, release: Release = this.defaultRelease, values: ValuesData = this.defaultValues): string {
    return String(render(treeOf(text), { values, release, chart: this.facts }));
  }

  /** What stands for a list with holes, for a release and values. */
  fillHoles(
    items: readonly unknown[],
    release: Release = this.defaultRelease,
    values: ValuesData = this.defaultValues,
  ): readonly unknown[] {
    return render(treeOf(items), { values, release, chart: this.facts }) as readonly unknown[];
  }

  /** The chart with its objects collected as they are now. */
  compile(): CompiledChart {
    return new CompiledChart(this, this.facts, { hasStandardLabels: this.props.standardLabels ?? true });
  }

  /** Name, version and app version, as templates see them. */
  get facts(): ChartFacts {
    const { version, appVersion } = this.props;
    return { name: this.name, version, ...(appVersion === undefined ? {} : { appVersion }) };
  }

  /** The objects rendered with the default values, so that a plain cdk8s App and `Testing.synth` show them. */
  override toJson(): Record<string, unknown>[] {
    // cdk8s validates the whole app here, and tests rely on it.
    super.toJson();
    return this.render();
  }

  override generateObjectName(object: ApiObject): string {
    return objectName(object, this, { chartName: this.name, style: this.props.objectNames ?? 'release' });
  }

  private checkDeclarations(type: ValueDescriptor, path: readonly string[]): void {
    for (const [name, property] of Object.entries(type.properties ?? {})) {
      const here = [...path, name];
      if (!NAME.test(name) || RESERVED_NAMES.has(name)) this.noteName(here);
      this.checkPatterns(property, here);
      if (property.kind === 'object') this.checkDeclarations(property, here);
    }
  }

  private checkPatterns(type: ValueDescriptor, path: readonly string[]): void {
    for (const pattern of [type.pattern, type.keyPattern]) {
      const reason = pattern === undefined ? undefined : patternProblem(pattern);
      if (reason === undefined) continue;
      note(this, {
        id: 'VNF106',
        severity: 'error',
        field: `values.${path.join('.')}`,
        value: shown(pattern),
        reason,
        remedy: 'keep to what RE2 and ECMAScript have in common: no look-around, no back references, no named groups',
      });
    }
    if (type.item) this.checkPatterns(type.item, path);
  }

  private noteName(path: readonly string[]): void {
    note(this, {
      id: 'VNF106',
      severity: 'error',
      field: `values.${path.join('.')}`,
      value: path.at(-1) ?? '',
      reason: 'names of values stand in templates and in --set paths, and YAML readers take some words for booleans',
      remedy:
        'use an identifier such as nodePort: a lower-case letter, then letters and digits, no YAML or JavaScript word',
    });
  }

  /** Notes defaults and examples that the chart's own schema refuses, and what the charts inside refuse to be given. */
  noteValueProblems(): void {
    for (const { chart, values } of this.carried) this.noteSubchartProblems(chart, values);
    if (Object.keys(this.valueType.properties ?? {}).length === 0) return;
    for (const { path, value, reason } of this.checker.check(this.defaultValues)) {
      note(this, {
        id: 'VNF107',
        severity: 'error',
        field: `values.${path}`,
        value: value === undefined ? '(none)' : shown(value),
        reason:
          value === undefined
            ? 'the value has neither default nor example, so that the chart cannot be rendered'
            : `the declared default or example ${reason}`,
        remedy:
          value === undefined
            ? 'give it a default, an example, or exampleValues, or make it optional'
            : 'change the default or the bounds',
      });
    }
  }

  private noteSubchartProblems(chart: AnyChart, values: ValuesData): void {
    if (HelmChart.isHelmChart(chart)) return;
    // Helm gives every chart inside another one a `global`.
    for (const { path, value, reason } of chart.checkValues({ global: {}, ...values })) {
      note(this, {
        id: 'VNF107',
        severity: 'error',
        field: `values.${chart.name}${path === '' ? '' : `.${path}`}`,
        value: value === undefined ? '(none)' : shown(value),
        reason: `the schema of the chart ${chart.name} inside refuses it: ${reason}`,
        remedy:
          path === 'global'
            ? 'deploy the chart on its own: Helm gives a chart inside another one this value in any case'
            : 'give the value that the chart wants in the options of addSubchart',
      });
    }
  }
}
