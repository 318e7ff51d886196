export { type Bump, type ChartChange } from './change';
export { chartContents, type ChartContents } from './chart-contents';
export { CHANGES_ANNOTATION } from '../../helm/artifact-hub';
export type { ChangelogEntry } from '../../helm/changelog';
export { changelogOf, changesAnnotation } from './changelog';
export { diffCharts, type DiffOptions } from './diff-charts';
export { type Effect, effectOf, type EffectOfChange, type FieldOfKind } from './effects';
export { demandedBump, leastVersion, versionFindings } from './version-bump';
