import { type ApiObject, Chart } from 'cdk8s';
import { createHash } from 'node:crypto';
import type { Construct } from 'constructs';
import { Fn, type HelmValue, isHelmValue } from '../helm';
import { splitSentinels } from '../helm/sentinel';

/** The name of a construct's object with a hash of what it says, chart values in it included. */
export function contentHashedName(construct: Construct, content: object): string {
  const parts = splitSentinels(JSON.stringify(content));
  const fixed = createHash('sha256').update(parts.filter((part) => typeof part === 'string').join('\n'));
  const values = parts.filter(isHelmValue) as HelmValue<string>[];
  // A chart makes names of paths; the object itself is made with its name.
  const name = Chart.of(construct).generateObjectName(construct as ApiObject);
  return `${name}-${Fn.hash(fixed.digest('hex'), ...values).toString()}`;
}
