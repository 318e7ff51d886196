import { byText } from '../json';
import type { Names } from '../names';
import type { Declaration, GroupModel, Type } from '../type-model';
import { keyOf } from './schema-types';

/** A group with the names of its types. */
export interface NamedGroup {
  readonly model: GroupModel;
  readonly names: Names;
}

/** What a file declares, and what it takes from the files of other groups. */
export interface FileParts {
  readonly declared: ReadonlySet<Declaration>;
  /** Each with the group that declares it. */
  readonly taken: ReadonlyMap<Declaration, string>;
}

/** The groups that a group lies below, the widest first: `kubevirt.io` for `pool.kubevirt.io`. */
export function groupsAbove(group: string, groups: readonly string[]): string[] {
  return groups.filter((other) => group.endsWith(`.${other}`)).sort((a, b) => a.length - b.length || byText(a, b));
}

/**
 * What each file declares. A group takes from those that it lies below what they declare under the same name: CRDs repeat
 * the types of others whole, as those of pools and snapshots do with virtual machines.
 */
export function sharedTypes(groups: readonly NamedGroup[]): ReadonlyMap<string, FileParts> {
  const ids = new Ids();
  const all = groups.map(({ model }) => model.group);
  const files = new Map<string, FileParts>();
  const declaredIn = new Map<string, ReadonlySet<string>>();
  for (const { model, names } of [...groups].sort((a, b) => a.model.group.length - b.model.group.length)) {
    const above = groupsAbove(model.group, all);
    const keyOfType = (declaration: Declaration): string => `${names.of(declaration)} ${ids.of(declaration)}`;
    const parts = partsOf(model, (declaration) =>
      above.find((group) => declaredIn.get(group)?.has(keyOfType(declaration))),
    );
    files.set(model.group, parts);
    declaredIn.set(model.group, new Set([...parts.declared].map(keyOfType)));
  }
  return files;
}

/** Follows the types from the resources on; what stands below a type of another file is that file's. */
function partsOf(model: GroupModel, declaringGroup: (declaration: Declaration) => string | undefined): FileParts {
  const declared = new Set<Declaration>();
  const taken = new Map<Declaration, string>();
  const visit = (type: Type): void => {
    if (type.kind === 'list' || type.kind === 'map') return visit(type.of);
    if (type.kind !== 'declared') return;
    const { declaration } = type;
    if (declared.has(declaration) || taken.has(declaration)) return;
    const group = declaringGroup(declaration);
    if (group !== undefined) {
      taken.set(declaration, group);
      return;
    }
    declared.add(declaration);
    if (declaration.shape.kind === 'object') for (const property of declaration.shape.properties) visit(property.type);
  };
  for (const { properties } of model.resources) for (const property of properties) visit(property.type);
  return { declared, taken };
}

/** The same number for structurally equal types of any group. */
class Ids {
  private readonly byDeclaration = new Map<Declaration, number>();
  private readonly byKey = new Map<string, number>();

  of(declaration: Declaration): number {
    const known = this.byDeclaration.get(declaration);
    if (known !== undefined) return known;
    const key = keyOf(declaration.shape, (nested) => this.of(nested));
    const id = this.byKey.get(key) ?? this.byKey.size;
    this.byKey.set(key, id);
    this.byDeclaration.set(declaration, id);
    return id;
  }
}
