import { Construct } from 'constructs';
import { note, shown } from '../findings';
import { type EmcoBody, type EmcoDocument, emcoDocument, type EmcoMetadata } from './document';
import { checkLength, checkLiteral, checkName } from './names';

/** Free text that every EMCO resource takes. */
export interface EmcoResourceProps {
  /** For people, at most 1024 characters. @default - none */
  readonly description?: string;
  /** Kept by EMCO and never read, at most 512 characters. @default - none */
  readonly userData1?: string;
  /** Kept by EMCO and never read, at most 512 characters. @default - none */
  readonly userData2?: string;
}

/** A file that goes up with a resource. */
export interface UploadFile {
  /** Path from the root of the bundle. */
  readonly path: string;
  /** What the bundle writes there. @default - nothing: whoever applies the bundle puts the file there */
  readonly content?: string | Uint8Array;
}

/** A resource that the library has no construct for. */
export interface RawResource {
  /** Collection or action below the resource that it is added to, such as `generic-k8s-intents`. */
  readonly anchor: string;
  /** @default - none, as actions have it */
  readonly metadata?: EmcoMetadata;
  /** Sent as it is. Quote what must be text. @default - none */
  readonly spec?: object;
  /** Only for labels of clusters. @default - none */
  readonly clusterLabel?: string;
  /** Upload of a resource that takes one file. @default - none */
  readonly file?: UploadFile;
  /** Uploads of a resource that takes several. @default - none */
  readonly files?: readonly UploadFile[];
}

/** Names, each after a slash: everything else would be another URL. */
const ANCHOR = /^(?!\.{1,2}(\/|$))[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*$/;

/** The files that go up with a resource. */
export function uploadsOf({ file, files = [] }: RawResource): readonly UploadFile[] {
  return file === undefined ? files : [file, ...files];
}

/** A resource of EMCO's API: a name in a collection, and what lies below it. */
export abstract class EmcoResource extends Construct {
  /** Where emcoctl creates the resource. */
  abstract readonly anchor: string;
  private readonly texts: EmcoResourceProps;
  private readonly raw: RawResource[] = [];

  /** @param resourceName `metadata.name` */
  constructor(
    scope: Construct,
    id: string,
    props: EmcoResourceProps,
    readonly resourceName: string = id,
  ) {
    super(scope, id);
    this.texts = props;
    checkName(this, 'name', resourceName, 'resource');
    checkLength(this, 'description', props.description, 1024);
    checkLength(this, 'userData1', props.userData1, 512);
    checkLength(this, 'userData2', props.userData2, 512);
  }

  /** Where the resource itself and everything below it is. */
  get itemAnchor(): string {
    return `${this.anchor}/${this.resourceName}`;
  }

  /** Adds a resource that the library has no construct for below this one, after those that it makes itself. */
  addResource(resource: RawResource): void {
    this.raw.push(resource);
    const { anchor: _anchor, file: _file, files: _files, ...said } = resource;
    checkLiteral(this, `resources[${this.raw.length - 1}]`, said);
    for (const { path } of uploadsOf(resource)) this.checkUpload(path);
    if (ANCHOR.test(resource.anchor) && !resource.anchor.startsWith('v2/')) return;
    note(this, {
      id: 'VNF513',
      severity: 'error',
      field: 'resource.anchor',
      value: shown(resource.anchor),
      reason: `emcoctl pastes the anchor into a URL below ${this.itemAnchor}/`,
      remedy: 'give the path below this resource, without slashes at its ends, such as generic-k8s-intents',
    });
  }

  private checkUpload(path: string): void {
    if (/^packages\/[^\\]+$/.test(path) && path.split('/').every((part) => !/^\.{0,2}$/.test(part))) return;
    note(this, {
      id: 'VNF517',
      severity: 'error',
      field: 'resource.file.path',
      value: shown(path),
      reason: 'uploads lie in the bundle, beside the packages and never in the place of its own files',
      remedy: 'give a path below packages/, such as packages/files/map.yaml',
    });
  }

  /** Resources added by {@link addResource}. */
  get resources(): readonly RawResource[] {
    return [...this.raw];
  }

  /** The document that creates the resource. */
  document(body: Omit<EmcoBody, 'metadata'> = {}): EmcoDocument {
    const { description, userData1, userData2 } = this.texts;
    return emcoDocument(this.anchor, {
      metadata: { name: this.resourceName, description, userData1, userData2 },
      ...body,
    });
  }

  /** The documents of what {@link addResource} added. */
  rawDocuments(): EmcoDocument[] {
    return this.raw.map(({ anchor, file, files, ...body }) =>
      emcoDocument(`${this.itemAnchor}/${anchor}`, {
        ...body,
        file: file?.path,
        files: files?.map(({ path }) => path),
      }),
    );
  }
}
