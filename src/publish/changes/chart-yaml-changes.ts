import { brief, type Bump, type ChartChange } from './change';
import { type ChartContents, dataIn } from './chart-contents';
import { withoutComments } from './expressions';

/** Fields of Chart.yaml that matter to whoever installs the chart. */
const FIELDS: Readonly<Record<string, Bump>> = {
  appVersion: 'patch',
  dependencies: 'patch',
  kubeVersion: 'major',
  type: 'major',
};

/** Differences between Chart.yaml, named templates and subcharts of two versions. */
export function chartYamlChanges(before: ChartContents, after: ChartContents): ChartChange[] {
  const [old, fresh] = [dataIn(before, 'Chart.yaml'), dataIn(after, 'Chart.yaml')];
  const changes = Object.entries(FIELDS).flatMap(([field, demands]): ChartChange[] => {
    const [was, is] = [old[field], fresh[field]].map((value) => (value === undefined ? 'none' : JSON.stringify(value)));
    if (was === is) return [];
    const description = `Chart.yaml: ${field} ${brief(was ?? '')} becomes ${brief(is ?? '')}`;
    return [{ kind: 'changed', subject: 'chart', where: field, before: was, after: is, description, demands }];
  });
  if (fresh.deprecated === true && old.deprecated !== true) {
    const description = 'The chart is deprecated';
    changes.push({ kind: 'deprecated', subject: 'chart', where: 'deprecated', description, demands: 'minor' });
  }
  return changes;
}

/** Named templates, which take effect wherever objects include them; a new one is in nobody's way. */
export function namedTemplateChanges(before: ChartContents, after: ChartContents): ChartChange[] {
  const fresh = definitionsIn(after);
  return [...definitionsIn(before)].flatMap(([name, body]): ChartChange[] => {
    if (fresh.get(name) === body) return [];
    const isName = name.endsWith('.fullname');
    const description = `Named template ${name}: ${isName ? 'objects are called otherwise now' : 'what it writes'}`;
    const kind = fresh.has(name) ? 'changed' : 'removed';
    return [{ kind, subject: 'template', where: name, description, demands: isName ? 'major' : 'patch' }];
  });
}

function definitionsIn(chart: ChartContents): Map<string, string> {
  const texts = [...chart.files].filter(([path]) => path.startsWith('templates/') && path.endsWith('.tpl'));
  const definitions = texts.flatMap(([, text]) =>
    withoutComments(text)
      .split(/(?=\{\{-?\s*define\s)/)
      .flatMap((part): [string, string][] => {
        const name = /^\{\{-?\s*define\s+"([^"]+)"/.exec(part)?.[1];
        return name === undefined ? [] : [[name, part.trim()]];
      }),
  );
  return new Map(definitions);
}

/** Charts inside the chart: what they change is for them to tell. */
export function subchartChanges(before: ChartContents, after: ChartContents): ChartChange[] {
  const [old, fresh] = [before, after].map(
    ({ files }) => new Map([...files].filter(([path]) => path.startsWith('charts/'))),
  ) as [Map<string, string>, Map<string, string>];
  const names = new Set([...old.keys(), ...fresh.keys()].map((path) => path.split('/')[1] ?? ''));
  return [...names].sort().flatMap((name): ChartChange[] => {
    const paths = [...old.keys(), ...fresh.keys()].filter((path) => path.split('/')[1] === name);
    if (paths.every((path) => old.get(path) === fresh.get(path))) return [];
    const description = `Dependency ${name}: another content`;
    return [{ kind: 'changed', subject: 'chart', where: `charts/${name}`, description, demands: 'patch' }];
  });
}
