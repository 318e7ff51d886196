import type { ManifestObject } from '../objects';
import { call, cdk8s, make, plus, type Value, Variable } from '../program';
import { at, boolean, mapOf, pick, text } from '../shape';
import { hintsFor, type Lifted, metadataOf, type Scope } from './lifted';

const TEXTS = mapOf(text);

/** A ConfigMap by cdk8s-plus. */
export function liftConfigMap(object: ManifestObject, scope: Scope): Lifted | undefined {
  const said = pick(object.data, { immutable: boolean, data: TEXTS, binaryData: TEXTS });
  return said.data === undefined && said.binaryData === undefined ? undefined : lifted(object, scope, said);
}

/** A Secret of plain text by cdk8s-plus, which takes no other. */
export function liftSecret(object: ManifestObject, scope: Scope): Lifted | undefined {
  const said = pick(object.data, { type: text, immutable: boolean, stringData: TEXTS });
  const isSayable = said.stringData !== undefined && at(object.data, 'data') === undefined;
  return isSayable ? lifted(object, scope, said) : undefined;
}

function lifted(object: ManifestObject, { chart, id }: Scope, said: { readonly [key: string]: Value }): Lifted {
  const props = { metadata: metadataOf(object, id), ...said };
  const variable = new Variable(hintsFor(object));
  const own = call(cdk8s('ApiObject.of'), variable);
  return {
    statements: [{ variable, value: make(plus(object.kind), chart, id, props) }],
    object: own,
    patched: own,
    props,
  };
}
