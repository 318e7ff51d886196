import { ApiObject, App } from 'cdk8s';
import type { Construct } from 'constructs';
import { HoleResolver, keepingHoles } from './symbolic';
import { type Tree, TreeError, treeOf } from './tree';

/** What cdk8s keeps of an object, as its own `toJson` reads it [cdk8s lib/api-object.js]. */
interface ObjectParts {
  readonly props?: Readonly<Record<string, unknown>>;
  readonly patches?: readonly unknown[];
}

/** What cdk8s keeps of an object's metadata [cdk8s lib/metadata.js]. */
interface MetadataParts {
  readonly name?: unknown;
  readonly namespace?: unknown;
  readonly labels?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, unknown>>;
  readonly finalizers?: readonly unknown[];
  readonly ownerReferences?: readonly unknown[];
  readonly _additionalAttributes?: Readonly<Record<string, unknown>>;
}

const METADATA_FIELDS = new Set(['name', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences']);

/** The resolvers that every App has, besides ours [cdk8s lib/app.js]. */
const OWN_RESOLVERS = new Set(['LazyResolver', 'ImplicitTokenResolver', 'NumberStringUnionResolver']);

/**
 * The tree of an object. `ApiObject.toJson` copies every object several times; what holds nothing but data, lazies and
 * holes is read where it stands, and everything else goes through `toJson`: patches, overridden methods, resolvers of the
 * app's own, classes that only those know.
 *
 * @param isDirect whether the app has no resolvers of its own, see {@link canReadDirectly}
 */
export function objectTree(construct: ApiObject, isDirect: boolean): Tree {
  return (isDirect ? directTree(construct) : undefined) ?? treeOf(keepingHoles(() => construct.toJson() as unknown));
}

function directTree(construct: ApiObject): Tree | undefined {
  const { props, patches } = construct as unknown as ObjectParts;
  if (!props || patches?.length !== 0 || construct.toJson !== ApiObject.prototype.toJson) return undefined;
  try {
    return treeOf({ ...props, metadata: metadataOf(construct) });
  } catch (error) {
    if (error instanceof TreeError) return undefined;
    throw error;
  }
}

function metadataOf(construct: ApiObject): unknown {
  const parts = construct.metadata as unknown as MetadataParts;
  const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes } = parts;
  const isKnown = labels && annotations && finalizers && ownerReferences && _additionalAttributes;
  if (!isKnown || Object.keys(_additionalAttributes).some((key) => !METADATA_FIELDS.has(key)))
    return keepingHoles(() => construct.metadata.toJson() as unknown);
  return {
    name,
    namespace,
    labels: Object.keys(labels).length === 0 ? undefined : labels,
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
    finalizers: finalizers.length === 0 ? undefined : finalizers,
    ownerReferences: ownerReferences.length === 0 ? undefined : ownerReferences,
  };
}

/** Whether the objects below a scope are resolved by cdk8s' and our resolvers alone. */
export function canReadDirectly(scope: Construct): boolean {
  const { resolvers } = App.of(scope);
  return resolvers.every(
    (resolver) => resolver instanceof HoleResolver || OWN_RESOLVERS.has(resolver.constructor.name),
  );
}
