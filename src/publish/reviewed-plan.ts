import type { PackagedChart } from './chart/packaged-chart';
import { newestOf, type PublishedVersion, reviewOf } from './review';
import type { Change, Plan, Target } from './targets/target';

/**
 * A plan in which each version that is new at its target is held against the newest one there, or the newest of those that
 * the same run publishes before it. A version whose number does not fit what changed is refused, unless forced.
 */
export async function reviewedPlan(target: Target, plan: Plan, force: boolean): Promise<Plan> {
  const changes: Change[] = [];
  const published = new Map<string, PublishedVersion | undefined>();
  for (const change of plan.changes) {
    const { chart } = change;
    if (change.action !== 'add' || !chart) {
      changes.push(change);
      continue;
    }
    if (!published.has(chart.name)) published.set(chart.name, await target.latest(chart.name));
    const earlier = changes.flatMap((other) => (other.chart?.name === chart.name ? [other.chart] : []));
    changes.push(reviewed(change, chart, [published.get(chart.name), ...earlier], force));
  }
  return { changes };
}

function reviewed(
  change: Change,
  chart: PackagedChart,
  others: readonly (PublishedVersion | PackagedChart | undefined)[],
  force: boolean,
): Change {
  const before = newestOf(others.filter((other) => other !== undefined));
  if (before === undefined) return change;
  const review = reviewOf(chart, before);
  return { ...change, review, action: review.findings.length > 0 && !force ? 'refuse' : change.action };
}
