import { YamlWriter } from '../helm/yaml-writer';
import type { Json } from '../helm';

/** Text that EMCO keeps with a resource and never reads. */
export interface EmcoMetadata {
  readonly name: string;
  readonly description?: string;
  readonly userData1?: string;
  readonly userData2?: string;
}

/** What a document says beside where it goes. */
export interface EmcoBody {
  readonly metadata?: EmcoMetadata;
  readonly spec?: object;
  /** Label of a cluster: the one resource without metadata. */
  readonly clusterLabel?: string;
  /** Path of the upload, from the root of the bundle. */
  readonly file?: string;
  /** Paths of several uploads; EMCO ignores them where `file` is set. */
  readonly files?: readonly string[];
}

/** One document of an emcoctl file: a POST to the anchor. */
export interface EmcoDocument extends EmcoBody {
  readonly version: 'emco/v2';
  readonly resourceContext: {
    /** Path of the collection or of the action, without leading slash and without `v2/`. */
    readonly anchor: string;
  };
}

/** A document that creates a resource, or without a body one that calls an action. */
export function emcoDocument(anchor: string, body: EmcoBody = {}): EmcoDocument {
  return { version: 'emco/v2', resourceContext: { anchor }, ...body };
}

/** Documents as emcoctl reads them; it stops at an empty document, so none stands at the end. */
export function documentsYaml(documents: readonly EmcoDocument[]): string {
  return documents.map(documentYaml).join('---\n');
}

function documentYaml(document: EmcoDocument): string {
  const present = JSON.parse(JSON.stringify(document)) as Record<string, Json>;
  return new YamlWriter().document(present).toString();
}
