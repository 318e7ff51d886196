import type { Rule } from '../rule';

/** What charts notice about what only repositories read, and publishing by comparing with what is published. */
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
  {
    id: 'VNF803',
    severity: 'error',
    title: 'Annotation that Artifact Hub does not read',
    reason: 'one value that it cannot read costs the whole version; a key or field that it does not know is left out',
    source: 'artifacthub/hub, docs/helm_annotations.md and internal/tracker/source/helm/helm.go',
  },
];
