import type { PackagedChart } from './chart/packaged-chart';
import type { ProvenanceSigner, SigstoreSigning } from './trust';

/** Who signs what is published. */
export interface Signing {
  /** Makes the `.prov` of each chart that has none beside it. @default - none is made */
  readonly provenance?: ProvenanceSigner;
  /**
   * Makes the Sigstore bundles that a version lacks: in registries the signature of its manifest, there and in folders the
   * statement of what was built from what. ChartMuseum has no place for either.
   * @default - none are made
   */
  readonly sigstore?: SigstoreSigning;
}

/** Charts with a provenance file each, where there is a key to make it with; one that was given stays. */
export async function withProvenance(
  charts: readonly PackagedChart[],
  { provenance: signer }: Signing,
): Promise<readonly PackagedChart[]> {
  return signer === undefined ? charts : Promise.all(charts.map((chart) => signed(chart, signer)));
}

async function signed(chart: PackagedChart, signer: ProvenanceSigner): Promise<PackagedChart> {
  if (chart.provenance !== undefined) return chart;
  const { fileName, archive: bytes } = chart;
  return { ...chart, provenance: Buffer.from(await signer.sign({ fileName, bytes })) };
}
