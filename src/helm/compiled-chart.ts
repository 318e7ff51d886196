import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { note, shown } from '../findings';
import { type ChartFacts, ExpressionError, type Release, type Scope } from './expression';
import type { HelperName } from './helpers';
import { withInstanceLabels, withStandardLabels } from './labels';
import { inDependencyOrder } from './object-order';
import { canReadDirectly, objectTree } from './object-tree';
import { type Json, render } from './render';
import { type Guard, guardOf } from './scopes';
import { withoutSentinels } from './sentinel';
import { expandParts, type Part, type Tree, TreeError } from './tree';
import type { ValuesData } from './values-data';
import { YamlWriter } from './yaml-writer';

/** A Kubernetes object as plain data. */
export type KubernetesObject = Readonly<Record<string, Json>>;

/** One object of a chart, with the conditions and loops around it. */
export interface ChartObject {
  readonly construct: ApiObject;
  readonly tree: Tree;
  readonly guards: readonly Guard[];
}

export interface CompileOptions {
  readonly hasStandardLabels: boolean;
}

/** The objects below a construct that belong to a chart, outermost guards first. */
function objectsOf(chart: Chart): Map<ApiObject, readonly Guard[]> {
  const objects = new Map<ApiObject, readonly Guard[]>();
  const walk = (construct: IConstruct, guards: readonly Guard[]): void => {
    if (ApiObject.isApiObject(construct)) objects.set(construct, guards);
    for (const child of construct.node.children) {
      if (Chart.isChart(child)) continue;
      const guard = guardOf(child);
      walk(child, guard ? [...guards, guard] : guards);
    }
  };
  walk(chart, []);
  return objects;
}

/** A chart with its objects collected once: the tree that templates are written from and objects are rendered from. */
export class CompiledChart {
  readonly objects: readonly ChartObject[];

  constructor(
    chart: Chart,
    readonly facts: ChartFacts,
    options: CompileOptions,
  ) {
    const guards = objectsOf(chart);
    const isDirect = canReadDirectly(chart);
    this.objects = inDependencyOrder([...guards.keys()]).flatMap((construct) => {
      const tree = this.treeFor(construct, isDirect, options);
      return tree === undefined ? [] : [{ construct, tree, guards: guards.get(construct) ?? [] }];
    });
  }

  private treeFor(construct: ApiObject, isDirect: boolean, options: CompileOptions): Tree | undefined {
    try {
      const tree = objectTree(construct, isDirect);
      return options.hasStandardLabels ? withStandardLabels(withInstanceLabels(tree), this.facts) : tree;
    } catch (error) {
      noteError(construct, error);
      return undefined;
    }
  }

  /** The objects that Helm would make of the chart's templates. */
  render(values: ValuesData, release: Release): KubernetesObject[] {
    return this.renderWithOrigin(values, release).map(({ object }) => object);
  }

  /** The same, each with the construct it comes from. */
  renderWithOrigin(
    values: ValuesData,
    release: Release,
  ): { readonly construct: ApiObject; readonly object: KubernetesObject }[] {
    const scope: Scope = { values, release, chart: this.facts };
    return this.objects.flatMap(({ construct, tree, guards }) => {
      try {
        if (guards.length === 0) return [{ construct, object: render(tree, scope) as KubernetesObject }];
        return [...expandParts([guarded(guards, construct)], scope)].map(([, inner]) => ({
          construct,
          object: render(tree, inner) as KubernetesObject,
        }));
      } catch (error) {
        noteError(construct, error);
        return [];
      }
    });
  }

  /** Template text of one object; the named templates that it includes are added to `helpers`. */
  template(object: ChartObject, helpers: Set<HelperName>): string {
    const writer = new YamlWriter({
      chartName: this.facts.name,
      onHelper: (helper) => helpers.add(helper),
    });
    const hasLoop = object.guards.some((guard) => guard.kind === 'loop');
    const write = (): void => {
      if (hasLoop) writer.line('---');
      writer.document(object.tree);
    };
    try {
      return writer.guarded(guarded(object.guards, write)).toString();
    } catch (error) {
      noteError(object.construct, error);
      return '';
    }
  }
}

function guarded<T>(guards: readonly Guard[], one: T): Part<T> {
  return guards.reduceRight<Part<T>>(
    (body, guard) => (guard.kind === 'loop' ? { ...guard, body: [body] } : { ...guard, then: [body], otherwise: [] }),
    { kind: 'one', one },
  );
}

function noteError(construct: ApiObject, error: unknown): void {
  if (error instanceof TreeError) {
    const { field, found, reason, remedy } = error;
    note(construct, { id: 'VNF101', severity: 'error', field: field || 'object', value: shown(found), reason, remedy });
  } else if (error instanceof ExpressionError) {
    note(construct, {
      id: 'VNF102',
      severity: 'error',
      field: 'expression',
      value: construct.kind,
      reason: error.message,
      remedy: error.remedy,
    });
  } else {
    const reason = withoutSentinels(error instanceof Error ? error.message : String(error));
    note(construct, {
      id: 'VNF101',
      severity: 'error',
      field: 'object',
      value: construct.kind,
      reason,
      remedy: 'mend what the message names; a JSON patch must fit the object it changes',
    });
  }
}
