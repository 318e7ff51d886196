import type { DataVolumeSource, SourceRef } from '../../imports/cdi.kubevirt.io';
import type { Input } from '../helm';
import { httpAnnotations, importAnnotations, registryAnnotations, uploadAnnotations } from './import-annotations';

/** Something that CDI fetches over the network. */
export interface RemoteSource {
  /** Where it is. */
  readonly url: Input<string>;
  /** Secret with `accessKeyId` and `secretKey`. @default - anonymous */
  readonly secretName?: Input<string>;
  /** ConfigMap with the CA certificates. @default - the importer's */
  readonly certConfigMap?: Input<string>;
}

/** An image on a web server. */
export interface HttpSource extends RemoteSource {
  /** Lines such as `X-Auth: token`, to be sent along. @default - none */
  readonly extraHeaders?: readonly Input<string>[];
  /** Secrets each value of which is a header line. @default - none */
  readonly secretExtraHeaders?: readonly Input<string>[];
  /** `sha256:` and the digest of the file as it is downloaded; CDI 1.65 or later. @default - not checked */
  readonly checksum?: Input<string>;
  /** Whether any certificate will do; CDI 1.66 or later. @default false */
  readonly insecureSkipVerify?: boolean;
}

/** An image in a bucket of Google's storage. */
export interface GcsSource {
  /** `gs://bucket/object` or `https:`. */
  readonly url: Input<string>;
  /** Secret with `credentials.json`. @default - anonymous */
  readonly secretName?: Input<string>;
}

/** A disk in a container image. */
export type RegistrySource = Omit<RemoteSource, 'url'> & {
  /** CPU architecture of the image, such as `arm64`; CDI 1.63 or later. @default - the importer's node's */
  readonly architecture?: Input<string>;
} & (
    | {
        /** `docker://registry.example/image:tag` */
        readonly url: Input<string>;
        /** Who pulls: the importer pod, or the kubelet with the node's pull secrets. @default 'pod' */
        readonly pullMethod?: 'pod' | 'node';
        readonly imageStream?: never;
      }
    | {
        /** Name of an OpenShift ImageStream, which the node pulls. */
        readonly imageStream: Input<string>;
        readonly url?: never;
        readonly pullMethod?: never;
      }
  );

/** A disk of oVirt. */
export type ImageioSource = Omit<RemoteSource, 'secretName' | 'certConfigMap'> & {
  /** Id of the disk. */
  readonly diskId: Input<string>;
  /** Secret with `accessKeyId` and `secretKey`. */
  readonly secretName: Input<string>;
} & (
    | {
        /** ConfigMap with the CA certificate of oVirt. */
        readonly certConfigMap: Input<string>;
        readonly insecureSkipVerify?: never;
      }
    | {
        /** Any certificate will do; CDI 1.64 or later. */
        readonly insecureSkipVerify: true;
        readonly certConfigMap?: never;
      }
  );

/** A disk of VMware. */
export interface VddkSource extends RemoteSource {
  /** UUID of the VM. */
  readonly uuid: Input<string>;
  /** Path of the disk in the data store. */
  readonly backingFile: Input<string>;
  /** Of the certificate of the host. */
  readonly thumbprint: Input<string>;
  /** Secret with `accessKeyId` and `secretKey`. */
  readonly secretName: Input<string>;
  /** Image with VMware's library. @default - the one of CDI's ConfigMap */
  readonly initImageUrl?: Input<string>;
  /** ConfigMap with more arguments; CDI 1.63 or later. @default - none */
  readonly extraArgsConfigMap?: Input<string>;
}

/** An object in a namespace. */
export interface NamespacedName {
  /** Namespace of the object. */
  readonly namespace: Input<string>;
  /** Name of the object. */
  readonly name: Input<string>;
}

/** Where CDI takes the content of a disk from. */
export class ImportSource {
  /** A qcow2, raw or other image, compressed or not, from a web server. */
  static http(source: HttpSource): AnnotatedSource {
    const { url, secretName, certConfigMap, extraHeaders, secretExtraHeaders, checksum, insecureSkipVerify } = source;
    const http = {
      url,
      secretRef: secretName,
      certConfigMap,
      extraHeaders,
      secretExtraHeaders,
      checksum,
      insecureSkipVerify,
    };
    return new AnnotatedSource({ source: { http } }, httpAnnotations(source));
  }

  /** An image in a bucket: `https://host/bucket/key`. */
  static s3(source: RemoteSource): AnnotatedSource {
    const { url, secretName, certConfigMap } = source;
    return new AnnotatedSource(
      { source: { s3: { url, secretRef: secretName, certConfigMap } } },
      importAnnotations('s3', source),
    );
  }

  /** An image in a bucket of Google's storage. */
  static gcs(source: GcsSource): AnnotatedSource {
    const { url, secretName } = source;
    return new AnnotatedSource({ source: { gcs: { url, secretRef: secretName } } }, importAnnotations('gcs', source));
  }

  /** A disk in a container image: `docker://registry.example/image:tag`. */
  static registry(source: RegistrySource): AnnotatedSource {
    const { secretName, certConfigMap, architecture } = source;
    const where =
      source.imageStream === undefined
        ? { url: source.url, pullMethod: source.pullMethod }
        : { imageStream: source.imageStream, pullMethod: 'node' };
    const registry = {
      ...where,
      secretRef: secretName,
      certConfigMap,
      platform: architecture === undefined ? undefined : { architecture },
    } as Input<DataVolumeSource['registry']>;
    return new AnnotatedSource({ source: { registry } as Input<DataVolumeSource> }, registryAnnotations(source));
  }

  /** A disk of oVirt. */
  static imageio(source: ImageioSource): AnnotatedSource {
    const { url, diskId, secretName, certConfigMap, insecureSkipVerify } = source;
    return new AnnotatedSource(
      { source: { imageio: { url, diskId, secretRef: secretName, certConfigMap, insecureSkipVerify } } },
      importAnnotations('imageio', source, { diskId, insecureSkipVerify: insecureSkipVerify && 'true' }),
    );
  }

  /** A disk of VMware. */
  static vddk(source: VddkSource): ImportSource {
    const { secretName, initImageUrl, extraArgsConfigMap, ...vddk } = source;
    return new ImportSource({
      source: { vddk: { ...vddk, secretRef: secretName, initImageURL: initImageUrl, extraArgs: extraArgsConfigMap } },
    });
  }

  /** An empty disk. */
  static blank(): AnnotatedSource {
    return new AnnotatedSource({ source: { blank: {} } }, importAnnotations('none', {}));
  }

  /** A disk that somebody uploads with `virtctl image-upload`. */
  static upload(): AnnotatedSource {
    return new AnnotatedSource({ source: { upload: {} } }, uploadAnnotations());
  }

  /** A copy of a claim. Its namespace must let the copier read `datavolumes/source` where it is another one. */
  static claim(claim: NamespacedName): CloneSource {
    return new CloneSource({ source: { pvc: claim } });
  }

  /** A copy of a VolumeSnapshot; CDI 1.57 or later. */
  static snapshot(snapshot: NamespacedName): CloneSource {
    return new CloneSource({ source: { snapshot } });
  }

  /** A copy of what a DataSource points to at that time. */
  static dataSource(dataSource: { readonly name: Input<string>; readonly namespace?: Input<string> }): CloneSource {
    return new CloneSource({ sourceRef: { kind: 'DataSource', ...dataSource } });
  }

  /** @internal */
  constructor(
    /** The members of a DataVolume's spec that say it. */
    readonly spec: ImportSourceSpec,
  ) {}
}

/** `source` or `sourceRef` of a DataVolume. */
export type ImportSourceSpec =
  | {
      /** The source. */
      readonly source: Input<DataVolumeSource>;
      readonly sourceRef?: never;
    }
  | {
      /** The DataSource. */
      readonly sourceRef: Input<SourceRef>;
      readonly source?: never;
    };

/** A source that annotations of a claim can say too. */
export class AnnotatedSource extends ImportSource {
  /** @internal */
  constructor(
    spec: ImportSourceSpec,
    /** CDI's annotations of the claim. */
    readonly annotations: Readonly<Record<string, Input<string>>>,
  ) {
    super(spec);
  }
}

/** A source that knows its size. */
export class CloneSource extends ImportSource {
  /** Whether the size of the disk may be left out. */
  readonly hasSize = true;
}
