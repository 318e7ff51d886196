import type { Rule } from '../rule';

/** What publishing finds by comparing a chart with the last published one. */
export const NOTED_BY_PUBLISHING: readonly Rule[] = [
  {
    id: 'VNF801',
    severity: 'error',
    title: 'Version bump too small for the changes',
    reason: 'a release that takes a patch or a minor version by itself would break',
    source: 'SemVer 2, sections 6 to 8',
  },
  {
    id: 'VNF802',
    severity: 'error',
    title: 'Version that is not later than those published of its line',
    reason: 'whoever asks for a later version of the chart gets the old one',
    source: 'SemVer 2, precedence; Helm pkg/repo, order of versions',
  },
];
