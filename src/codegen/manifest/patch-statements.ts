import type { Patch } from './difference';
import type { Lifted } from './lift/lifted';
import { Call, cdk8s, invoke, Member, type Statement, type Value } from './program';
import { isMap } from './shape';

const METADATA = /^\/metadata\/(labels|annotations)(?:\/(.*))?$/;

/** Patches as statements: labels and annotations of the object by cdk8s' own methods, the rest as JSON patches. */
export function patchStatements(lifted: Lifted, patches: readonly Patch[]): readonly Statement[] {
  const others: Value[] = [];
  const metadata = new Member(lifted.object, 'metadata');
  const statements = patches.flatMap((patch): Statement[] => {
    const match = METADATA.exec(patch.path);
    const entries = match && patch.op === 'add' ? entriesOf(match[2], patch.value) : undefined;
    if (match && entries) {
      const method = match[1] === 'labels' ? 'addLabel' : 'addAnnotation';
      return entries.map(([key, value]) => ({ value: invoke(metadata, method, key, value) }));
    }
    others.push(
      new Call(cdk8s(`JsonPatch.${patch.op}`), [patch.path, ...(patch.op === 'remove' ? [] : [patch.value])], false),
    );
    return [];
  });
  if (others.length > 0) statements.push({ value: invoke(lifted.patched, 'addJsonPatch', ...others) });
  return statements;
}

function entriesOf(key: string | undefined, value: unknown): readonly (readonly [string, string])[] | undefined {
  const pairs =
    key === undefined
      ? isMap(value)
        ? Object.entries(value)
        : []
      : [[key.replaceAll('~1', '/').replaceAll('~0', '~'), value] as const];
  return pairs.every(([, one]) => typeof one === 'string') ? (pairs as [string, string][]) : undefined;
}
