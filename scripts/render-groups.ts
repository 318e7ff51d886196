/**
 * Renders every app of every EMCO bundle as EMCO would, with real Helm of its age: the group's release and values, the
 * values file of the app's profile. Usage: tsx scripts/render-groups.ts <dist/emco> <output folder>
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readTgz } from '../src/helm/archive';
import { helm } from '../test/support/helm';

interface EmcoDocument {
  readonly resourceContext: { readonly anchor: string };
  readonly metadata?: { readonly name: string };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly file?: string;
}

interface Group {
  readonly compositeProfile: string;
  readonly version: string;
  readonly overrideValues: readonly { readonly app: string; readonly values: Readonly<Record<string, string>> }[];
}

const [bundles, output] = process.argv.slice(2);
if (bundles === undefined || output === undefined) throw new Error('usage: render-groups <dist/emco> <output folder>');

for (const name of readdirSync(bundles)) renderBundle(join(bundles, name), join(output, name));

function renderBundle(bundle: string, target: string): void {
  const documents = readdirSync(bundle)
    .filter((file) => /^\d\d-.*\.yaml$/.test(file))
    .sort()
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(bundle, file), 'utf8')).map((document) => document.toJS() as EmcoDocument),
    );
  const of = (collection: string): EmcoDocument[] =>
    documents.filter(({ resourceContext }) => basename(resourceContext.anchor) === collection);
  for (const group of of('deployment-intent-groups')) {
    const spec = group.spec as unknown as Group;
    for (const app of of('apps')) {
      const profile = of('profiles').find(
        ({ resourceContext, spec: profileSpec }) =>
          profileSpec?.app === app.metadata?.name && resourceContext.anchor.includes(`/${spec.compositeProfile}/`),
      );
      if (!profile?.file || !app.file || !app.metadata) throw new Error(`${bundle}: an app without archive or profile`);
      const folder = join(target, group.metadata?.name ?? 'group');
      mkdirSync(folder, { recursive: true });
      const values = join(folder, `${app.metadata.name}.values`);
      writeFileSync(values, readTgz(readFileSync(join(bundle, profile.file))).get('override_values.yaml') ?? '');
      const set = spec.overrideValues
        .filter((override) => override.app === app.metadata?.name)
        .flatMap((override) => Object.entries(override.values).flatMap(([key, value]) => ['--set', `${key}=${value}`]));
      const args = [
        'template',
        spec.version,
        join(bundle, app.file),
        '--kube-version',
        '1.20.0',
        '--include-crds',
        '-f',
        values,
        ...set,
      ];
      const text = helm('3.8.1', args);
      writeFileSync(join(folder, `${app.metadata.name}.yaml`), text);
      process.stdout.write(
        `${group.metadata?.name}: ${app.metadata.name}: ${text.match(/^kind:/gm)?.length ?? 0} objects\n`,
      );
    }
  }
}
