import { type PublishedVersion, reviewOf } from './review';
import type { Change, Plan, Target } from './targets/target';

/**
 * A plan in which each version that is new at its target is held against the one before it, there or among those that the
 * same run publishes earlier. A version whose number does not fit what changed is refused, unless forced.
 */
export async function reviewedPlan(target: Target, plan: Plan, force: boolean): Promise<Plan> {
  const changes: Change[] = [];
  const published = new Map<string, readonly PublishedVersion[]>();
  for (const change of plan.changes) {
    const { chart } = change;
    if (change.action !== 'add' || !chart) {
      changes.push(change);
      continue;
    }
    const there = published.get(chart.name) ?? (await target.versions(chart.name));
    published.set(chart.name, there);
    const earlier = changes.flatMap((other) => (other.chart?.name === chart.name ? [other.chart] : []));
    const inRun = earlier.map(({ version, archive }) => ({ version, archive: () => Promise.resolve(archive) }));
    const review = await reviewOf(chart, [...there, ...inRun]);
    const isRefused = !force && (review?.findings ?? []).length > 0;
    changes.push({ ...change, ...(review && { review }), action: isRefused ? 'refuse' : 'add' });
  }
  return { changes };
}
