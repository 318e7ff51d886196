import type { Input } from '../helm';
import type { HttpSource, RegistrySource, RemoteSource } from './import-source';

/** Annotations by which CDI fills a claim [CDI pkg/controller/common/util.go]. */
const STORAGE = 'cdi.kubevirt.io/storage';

export type Annotations = Readonly<Record<string, Input<string>>>;
type MaybeAnnotations = Readonly<Record<string, Input<string> | false | undefined>>;

/** Keys below `storage.import`, those that are not given left out. */
export function importAnnotations(
  source: 's3' | 'http' | 'gcs' | 'registry' | 'imageio' | 'none',
  { url, secretName, certConfigMap }: Partial<RemoteSource>,
  others: MaybeAnnotations = {},
): Annotations {
  return below(`${STORAGE}.import`, { endpoint: url, source, secretName, certConfigMap, ...others });
}

export function httpAnnotations(source: HttpSource): Annotations {
  const { extraHeaders = [], secretExtraHeaders = [], checksum, insecureSkipVerify } = source;
  return importAnnotations('http', source, {
    checksum,
    insecureSkipVerify: insecureSkipVerify && 'true',
    ...numbered('extraHeaders', extraHeaders),
    ...numbered('secretExtraHeaders', secretExtraHeaders),
  });
}

export function registryAnnotations(source: RegistrySource): Annotations {
  const isStream = source.imageStream !== undefined;
  return importAnnotations('registry', isStream ? { ...source, url: source.imageStream } : source, {
    registryImportMethod: isStream ? 'node' : source.pullMethod,
    registryImageStream: isStream && 'true',
    registryImageArchitecture: source.architecture,
  });
}

/** The presence of the annotation is what counts. */
export function uploadAnnotations(): Annotations {
  return { [`${STORAGE}.upload.target`]: '' };
}

/** What does not depend on the source. */
export interface TransferOptions {
  /** A disk image, or a tar archive that is unpacked onto a file system. @default 'kubevirt' */
  readonly contentType?: 'kubevirt' | 'archive';
  /** Whether all blocks are written at once. @default - CDI's setting, false */
  readonly preallocation?: boolean;
  /** Priority class of the pods that transfer. @default - none */
  readonly priorityClassName?: Input<string>;
  /** Service account of the pods that transfer; CDI 1.65 or later. @default - none */
  readonly serviceAccountName?: Input<string>;
  /** Import at once, not when a consumer is scheduled. @default true */
  readonly bindImmediately?: boolean;
  /** Whether the pods that transferred stay, for their logs. @default false */
  readonly retainAfterCompletion?: boolean;
  /** Attachment definition through which the pods transfer. @default - the pod network */
  readonly transferNetwork?: Input<string>;
}

/** Annotations of claims and DataVolumes alike. */
export function transferAnnotations(options: TransferOptions): Annotations {
  const { bindImmediately = true, retainAfterCompletion, transferNetwork } = options;
  return {
    ...below(STORAGE, {
      'bind.immediate.requested': bindImmediately && 'true',
      'pod.retainAfterCompletion': retainAfterCompletion && 'true',
    }),
    ...(transferNetwork === undefined ? {} : { 'k8s.v1.cni.cncf.io/networks': transferNetwork }),
  };
}

/** What a DataVolume says in its spec and a claim in annotations. */
export function claimTransferAnnotations(options: TransferOptions): Annotations {
  const { contentType, preallocation, priorityClassName, serviceAccountName } = options;
  return below(STORAGE, {
    contentType,
    'preallocation.requested': preallocation === undefined ? undefined : String(preallocation),
    'pod.priorityclassname': priorityClassName,
    'pod.serviceAccountName': serviceAccountName,
  });
}

function below(prefix: string, annotations: MaybeAnnotations): Annotations {
  return Object.fromEntries(
    Object.entries(annotations).flatMap(([key, value]) =>
      value === undefined || value === false ? [] : [[`${prefix}.${key}`, value]],
    ),
  );
}

function numbered(key: string, values: readonly Input<string>[]): MaybeAnnotations {
  return Object.fromEntries(values.map((value, index) => [`${key}.${index}`, value]));
}
