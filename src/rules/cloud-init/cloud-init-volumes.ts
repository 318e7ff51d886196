import { at, everyAt, isSaid } from '../json';

const SOURCES = ['cloudInitNoCloud', 'cloudInitConfigDrive'];
const DATA = ['userData', 'networkData'] as const;

/** User data or network data that stands in a VM. */
export interface InlineData {
  /** Where, such as `volumes[1].cloudInitNoCloud.userData`. */
  readonly field: string;
  readonly what: (typeof DATA)[number];
  /** As it is written. */
  readonly written: string;
  readonly isBase64: boolean;
}

/** The data that stands in the cloud-init volumes of a VM, in its spec. */
export function inlineDataOf(spec: unknown): InlineData[] {
  return SOURCES.flatMap((source) => everyAt(spec, `volumes.*.${source}`)).flatMap(({ path, value }) =>
    DATA.flatMap((what) =>
      ['', 'Base64'].flatMap((form) => {
        const written = at(value, what + form);
        if (!isSaid(written)) return [];
        return [{ field: `${path}.${what}${form}`, what, written: String(written), isBase64: form !== '' }];
      }),
    ),
  );
}

/** What the guest gets. */
export function decoded({ written, isBase64 }: InlineData): Buffer {
  return Buffer.from(written, isBase64 ? 'base64' : 'utf8');
}
