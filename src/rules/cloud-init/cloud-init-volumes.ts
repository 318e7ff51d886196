import type { CloudInitSource, CloudInitTexts, GuestWorkload } from '../../vm';
import { at, everyAt, isSaid } from '../json';
import type { Model, Rendering } from '../model';
import { type RenderedVm, renderedVms } from '../vm/specs';

const SOURCES = ['NoCloud', 'ConfigDrive'] as const satisfies readonly CloudInitSource[];
const DATA = ['userData', 'networkData'] as const;
const BASE64 = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const GZIP = Buffer.from([0x1f, 0x8b]);

/** User data or network data that stands in a VM. */
export interface InlineData {
  readonly source: CloudInitSource;
  /** Where, such as `volumes[1].cloudInitNoCloud.userData`. */
  readonly field: string;
  readonly what: (typeof DATA)[number];
  /** As it is written. */
  readonly written: string;
  readonly isBase64: boolean;
}

/** Data in a VM that no construct wrote. */
export interface ForeignData extends InlineData {
  readonly vm: RenderedVm;
  /** As the guest reads it; undefined where it cannot be decoded, or is packed. */
  readonly text: string | undefined;
}

/** The data that stands in the cloud-init volumes of a VM, in its spec. */
export function inlineDataOf(spec: unknown): InlineData[] {
  return everyAt(spec, 'volumes.*').flatMap(({ path, value: volume }) =>
    SOURCES.flatMap((source) =>
      DATA.flatMap((what) =>
        ['', 'Base64'].flatMap((form) => {
          const written = at(volume, `cloudInit${source}`, what + form);
          if (!isSaid(written)) return [];
          const field = `${path}.cloudInit${source}.${what}${form}`;
          return [{ source, field, what, written: String(written), isBase64: form !== '' }];
        }),
      ),
    ),
  );
}

/** What the guest gets; undefined for what is no padded Base64 where that is due. */
export function decoded({ written, isBase64 }: InlineData): Buffer | undefined {
  if (!isBase64) return Buffer.from(written);
  // Go's decoder passes over line breaks.
  return BASE64.test(written.replace(/[\r\n]/g, '')) ? Buffer.from(written, 'base64') : undefined;
}

const composed = new WeakMap<Rendering, Map<GuestWorkload, CloudInitTexts | undefined>>();

/** What a construct writes in a rendering, put together once for all rules. */
export function textsOf(guest: GuestWorkload, rendering: Rendering): CloudInitTexts | undefined {
  const texts = composed.get(rendering) ?? new Map<GuestWorkload, CloudInitTexts | undefined>();
  composed.set(rendering, texts);
  if (!texts.has(guest))
    texts.set(
      guest,
      guest.cloudInitTextsIn((text) => rendering.evaluate(text)),
    );
  return texts.get(guest);
}

/** Whether data is what the construct wrote, and no patch. */
export function isOwn({ what, written }: InlineData, { guest, rendering }: RenderedVm): boolean {
  return guest !== undefined && textsOf(guest, rendering)?.[what] === written;
}

const known = new WeakMap<Model, readonly ForeignData[]>();

/** The data of objects that somebody wrote out, and of patches, in every rendering. */
export function foreignData(model: Model): readonly ForeignData[] {
  const data = known.get(model) ?? renderedVms(model).flatMap(foreignDataOf);
  known.set(model, data);
  return data;
}

function foreignDataOf(vm: RenderedVm): ForeignData[] {
  const data = inlineDataOf(vm.spec);
  // KubeVirt reads the first volume of cloud-init only [kubevirt pkg/cloud-init].
  const [volume] = data.map(({ field }) => field.split('.', 1)[0]);
  const own = new Set(data.filter((one) => isOwn(one, vm)).map(({ what }) => what));
  return data
    .filter(({ field, what }) => field.startsWith(`${volume}.`) && !own.has(what))
    .map((one) => ({ ...one, vm, text: textOf(one) }));
}

function textOf(data: InlineData): string | undefined {
  const bytes = decoded(data);
  const isPacked = bytes?.subarray(0, GZIP.length).equals(GZIP);
  return isPacked ? undefined : bytes?.toString();
}
