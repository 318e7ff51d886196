import type { ManifestObject } from '../objects';
import { cdk8s, make, someMembers, type Value, Variable } from '../program';
import { fit, isMap, type JsonMap, listOf, mapAt, mapOf, text } from '../shape';
import { hintsFor, type Lifted, type Scope } from './lifted';

/** cdk8s' own object, for what no construct says. */
export function liftRaw(object: ManifestObject, { chart, id }: Scope): Lifted {
  const props = rawProps(object, id);
  const variable = new Variable(hintsFor(object));
  return {
    statements: [{ variable, value: make(cdk8s('ApiObject'), chart, id, props) }],
    object: variable,
    patched: variable,
    props,
    isRaw: true,
  };
}

const TEXTS = mapOf(text);

/** Metadata of a type that does not compile is left to patches. */
function rawProps({ data }: ManifestObject, id: string): Value {
  const { apiVersion, kind, metadata, ...rest } = data as JsonMap;
  const {
    labels,
    annotations,
    name,
    namespace: _namespace,
    finalizers,
    ownerReferences,
    ...others
  } = mapAt({ metadata }, 'metadata');
  const owners = Array.isArray(ownerReferences) ? ownerReferences : undefined;
  return {
    apiVersion,
    kind,
    metadata: someMembers({
      // Objects are called by their place.
      name: name === id ? undefined : fit(name, text),
      labels: fit(labels, TEXTS),
      annotations: fit(annotations, TEXTS),
      finalizers: fit(finalizers, listOf(text)),
      ownerReferences: fit(
        owners,
        listOf(
          (one) => isMap(one) && ['apiVersion', 'kind', 'name', 'uid'].every((key) => typeof one[key] === 'string'),
        ),
      ),
      ...others,
    }),
    ...rest,
  };
}
