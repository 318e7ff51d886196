import { type ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { note, shown } from '../findings';
import { HelmValue } from './helm-value';
import { guardOf } from './scopes';
import { hasSentinel } from './sentinel';
import { STRING } from './value-type';

/** The chart's fullname: the release, with the chart's name unless the release contains it. */
export const FULLNAME = new HelmValue<string>({
  expression: { op: 'helper', helper: 'fullname', args: [], type: STRING },
});

const FULLNAME_MARK = String(FULLNAME);

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * The parts of a construct's path that names are made of: what stands below the chart, without `Resource` and `Default`,
 * and without the chart's own name at the front.
 */
export function pathInChart(construct: IConstruct, chart: IConstruct, chartName: string): string[] {
  const ids = scopesBelow(chart, construct).map((scope) => scope.node.id);
  // Construct libraries call children by one capitalised word, such as Service.
  const named = ids
    .filter((id) => id !== 'Resource' && id !== 'Default')
    .map((id) => (/^[A-Z][a-z0-9]*$/.test(id) ? id.toLowerCase() : id));
  return named[0] === chartName ? named.slice(1) : named;
}

/** What leads from a chart to a construct, the construct included. */
function scopesBelow(chart: IConstruct, construct: IConstruct): readonly IConstruct[] {
  const scopes: IConstruct[] = [];
  for (let scope: IConstruct | undefined = construct; scope && scope !== chart; scope = scope.node.scope)
    scopes.push(scope);
  return scopes.reverse();
}

/** How names are made. */
export interface NameOptions {
  readonly chartName: string;
  /** By release and path, or by the path alone. */
  readonly style: 'release' | 'path';
}

/** The name of an object: fullname, then where it stands in the chart. No hashes. */
export function objectName(object: ApiObject, chart: IConstruct, { chartName, style }: NameOptions): string {
  const isByRelease = style === 'release';
  const path = pathInChart(object, chart, isByRelease ? chartName : '');
  for (const id of path.filter((part) => !LABEL.test(part))) noteBadId(object, id);
  const keys = scopesBelow(chart, object).flatMap((scope) => {
    const guard = guardOf(scope);
    return guard?.kind === 'loop'
      ? [String(new HelmValue<string>({ expression: { op: 'variable', variable: guard.key, path: [], type: STRING } }))]
      : [];
  });
  return [...(isByRelease ? [FULLNAME_MARK] : []), ...path, ...keys].join('-');
}

function noteBadId(object: ApiObject, id: string): void {
  note(object, {
    id: 'VNF103',
    severity: 'error',
    field: 'id',
    value: hasSentinel(id) ? 'a chart value' : shown(id),
    reason: hasSentinel(id)
      ? 'a construct id is known before any value is; the mark of the value would end up in object names'
      : 'construct ids become object names, which take lower-case letters, digits and dashes',
    remedy: hasSentinel(id)
      ? 'give a fixed id; put the value into metadata.name if the name depends on it'
      : 'rename the construct, or give metadata.name',
  });
}
