import type { Rule } from '../rule';

/** What networks notice about themselves. */
export const NOTED_BY_NETWORKS: readonly Rule[] = [
  {
    id: 'VNF449',
    severity: 'error',
    title: 'No address left to derive',
    reason: 'each owner needs an address of its own, and the pool of the plan has no more',
    source: 'design of this library: address plans',
  },
  {
    id: 'VNF468',
    severity: 'error',
    title: 'Network chain that Nodus cannot follow',
    reason: 'Nodus reads pods and networks in turns, each by one label, with commas between them',
    source: 'Nodus internal/pkg/utils/chain.go',
  },
];
