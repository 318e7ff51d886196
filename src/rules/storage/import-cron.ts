import { at, isMap } from '../json';
import type { Rule } from '../rule';

const FIELD = String.raw`(\*|[0-9]+(-[0-9]+)?|[a-z]{3}(-[a-z]{3})?)(/[0-9]+)?`;
/** [github.com/gorhill/cronexpr] */
const NAMED_SCHEDULE = /^@(annually|yearly|monthly|weekly|daily|hourly)$/;
const SCHEDULE = new RegExp(`^(${FIELD})(,${FIELD})*( (${FIELD})(,${FIELD})*){4}$`, 'i');
const FORBIDDEN = ['sourceRef', 'contentType', 'checkpoints', 'finalCheckpoint'];

export const importCron: Rule = {
  id: 'VNF325',
  severity: 'error',
  title: 'DataImportCron that CDI refuses',
  reason:
    'a cron imports from a registry or copies a claim, at a schedule of five fields, into a DataSource with a name of at most 63 characters',
  source: 'CDI pkg/apiserver/webhooks/dataimportcron-validate.go',
  *check(model) {
    for (const rendering of model.renderings) {
      for (const { construct, object } of rendering.objects) {
        if (object.kind !== 'DataImportCron') continue;
        for (const [field, value, remedy] of problems(object.spec))
          yield { at: construct, field, value, remedy, rendering };
      }
    }
  },
};

function* problems(spec: unknown): Generator<readonly [field: string, value: unknown, remedy: string]> {
  const template = at(spec, 'template', 'spec');
  const sources = at(template, 'source');
  const kind = isMap(sources) ? Object.keys(sources)[0] : undefined;
  if (kind !== undefined && kind !== 'registry' && kind !== 'pvc')
    yield ['source', kind, 'import from a registry (ImportSource.registry), or copy a claim (ImportSource.claim)'];
  for (const field of FORBIDDEN)
    if (at(template, field) !== undefined) yield [field, at(template, field), `leave ${field} out of the template`];
  const schedule = at(spec, 'schedule');
  if (schedule !== '' && !SCHEDULE.test(String(schedule)) && !NAMED_SCHEDULE.test(String(schedule)))
    yield ['schedule', schedule, 'write minute, hour, day of month, month and day of week, such as 0 3 * * 0'];
  const name = at(spec, 'managedDataSource');
  if (typeof name !== 'string' || name === '' || name.length > 63)
    yield ['managedDataSource', name ?? '(none)', 'give a name of at most 63 characters'];
  const keep = at(spec, 'importsToKeep');
  if (keep !== undefined && !(Number(keep) >= 0)) yield ['importsToKeep', keep, 'keep 0 imports or more'];
}
