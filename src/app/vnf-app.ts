import { App, type AppProps } from 'cdk8s';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type AppChart, bundleFiles } from '../emco';
import { type Finding, findingsJson, isBlocking, printFindings } from '../findings';
import { HelmChart } from '../helm';
import type { FileMap } from '../helm/archive';
import { Platform, type PlatformProps, Requirements } from '../platform';
import { checkModel, Model } from '../rules';
import { KubeVirtConfiguration } from '../vm';
import { type Destination, destinationOf, isHelmFormat } from './destination';
import { manifestFiles } from './manifests';
import { type OutputFiles, OutputFolder } from './output-folder';

export interface VnfAppProps extends AppProps {
  /** What the target clusters run. @default - Platform.DEFAULT */
  readonly platform?: PlatformProps;
  /**
   * Folder for charts, EMCO packages and findings.json, beside the manifests.
   * @default - the parent of the output folder where that is called `manifests`; else they are not written
   */
  readonly distDir?: string;
}

/** A synth that found errors. They stand on stderr and in findings.json too. */
export class SynthesisError extends Error {
  // Private, so that Node does not print the findings a second time.
  readonly #findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(`the app has errors, so that nothing was synthesized\n\n${printFindings(findings)}`);
    this.name = 'SynthesisError';
    // The findings name the constructs; where this error was thrown helps nobody.
    this.stack = `${this.name}: ${this.message}`;
    this.#findings = findings;
  }

  /** Everything that was found. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }
}

/** A folder to write to: where manifests go in it, if they do, and whether packages do. */
interface Place {
  readonly folder: OutputFolder;
  readonly manifests?: string;
  readonly hasPackages: boolean;
}

/** The cdk8s app of virtual network functions: one synth gives manifests, Helm charts and EMCO packages. */
export class VnfApp extends App {
  private readonly distDir?: string;
  private readonly hasMetadata: boolean;

  constructor(props: VnfAppProps = {}) {
    const { platform, distDir, ...app } = props;
    super({ ...app, outdir: app.outdir ?? process.env.CDK8S_OUTDIR ?? 'dist/manifests' });
    this.distDir = distDir;
    this.hasMetadata = app.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    new Platform(platform).applyTo(this);
  }

  /**
   * Checks the app and writes all of it, or nothing.
   * @throws SynthesisError where a finding is an error; only findings.json is left then
   */
  override synth(): void {
    if (isHelmFormat(this.outdir)) {
      throw new Error(
        'cdk8s synth --format helm would wrap the whole app into one chart without values: synthesize without --format, and take the charts from the folder charts beside the output folder',
      );
    }
    const destination = destinationOf(this.outdir, this.distDir);
    const places = placesOf(destination);
    for (const { folder } of places) folder.assertOwned();
    const model = new Model(this);
    // Constructs note what they see while they are written, so that everything is made before it is checked.
    const packages = places.some(({ hasPackages }) => hasPackages) ? packagesOf(model) : new Map();
    const findings = checkModel(model);
    const report: FileMap = new Map([['findings.json', findingsJson(findings)]]);
    if (findings.some(isBlocking)) {
      for (const { folder, hasPackages } of places) folder.replace(hasPackages ? report : new Map());
      throw new SynthesisError(findings);
    }
    if (findings.length > 0) process.stderr.write(printFindings(findings));
    process.stderr.write(unmetRequirements(model));
    if (destination.isPiped) this.writePiped(model);
    else this.writeTo(places, model, new Map([...report, ...packages]));
  }

  private writePiped(model: Model): void {
    mkdirSync(this.outdir, { recursive: true });
    const everything = [...this.manifests(model).entries()]
      .filter(([path]) => path.endsWith(this.outputFileExtension))
      .map(([, text]) => text);
    if (everything.length > 0) writeFileSync(join(this.outdir, `app${this.outputFileExtension}`), everything.join(''));
  }

  private writeTo(places: readonly Place[], model: Model, packages: OutputFiles): void {
    const hasHome = places.some(({ hasPackages }) => hasPackages);
    if (!hasHome && model.charts.some(({ chart }) => HelmChart.isHelmChart(chart))) {
      process.stderr.write(
        `charts and EMCO packages are not written, because the output folder ${relative('.', this.outdir) || '.'} is not called manifests: give VnfApp a distDir\n`,
      );
    }
    const manifests = this.manifests(model);
    for (const { folder, manifests: at, hasPackages } of places) {
      const files = new Map<string, string | Uint8Array>(hasPackages ? packages : []);
      if (at !== undefined) for (const [path, text] of manifests) files.set(at + path, text);
      folder.replace(files);
    }
  }

  private manifests(model: Model): Map<string, string> {
    const { yamlOutputType: type, outputFileExtension: extension, hasMetadata } = this;
    return manifestFiles(model.charts, { type, extension, hasMetadata });
  }
}

function placesOf({ manifests, dist, isPiped }: Destination): Place[] {
  if (isPiped) return [];
  const alone: Place = { folder: new OutputFolder(manifests, []), manifests: '', hasPackages: false };
  if (dist === undefined) return [alone];
  const inside = relative(dist, manifests).split(sep).join('/');
  const packages = new OutputFolder(dist, ['charts', 'emco']);
  if (inside === '' || inside.startsWith('..')) return [{ folder: packages, hasPackages: true }, alone];
  return [{ folder: packages, manifests: `${inside}/`, hasPackages: true }];
}

/** The Helm charts of an app, and a bundle for each composite app with their archives. */
function packagesOf(model: Model): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>();
  const archives = new Map<AppChart, Uint8Array>();
  for (const { chart, compiled } of model.charts) {
    if (!HelmChart.isHelmChart(chart)) continue;
    const chartFiles = chart.files(compiled);
    const archive = chart.archive(chartFiles);
    archives.set(chart, archive);
    for (const [path, text] of chartFiles) files.set(`charts/${chart.name}/${path}`, text);
    files.set(`charts/${chart.name}-${chart.metadata.version}.tgz`, archive);
  }
  for (const compositeApp of model.compositeApps) {
    const bundle = bundleFiles(compositeApp, (chart) => archives.get(chart) ?? chart.archive());
    for (const [path, content] of bundle) files.set(`emco/${compositeApp.node.id}/${path}`, content);
  }
  return files;
}

/** What the clusters need that neither the app writes nor the platform tells of, for whoever runs them. */
function unmetRequirements(model: Model): string {
  const [root] = model.constructs;
  if (!root || model.constructs.some((construct) => construct instanceof KubeVirtConfiguration)) return '';
  const unknown = Requirements.of(root).all.filter(({ of }) => Platform.of(of).featureGates === undefined);
  if (unknown.length === 0) return '';
  const reasons = unknown.map(({ featureGate, reason }) => `  ${featureGate}: ${reason}\n`);
  return `KubeVirt needs feature gates that nothing in the app switches on (platform.featureGates, or a KubeVirtConfiguration):\n${reasons.join('')}`;
}
