import type { Rule } from '../rule';
import { areApart, parsePfName, policiesByDefault, textsAt } from './operator-objects';
import type { Rendered } from './rendered';

export const sriovPoliciesOverlap: Rule = {
  id: 'VNF474',
  severity: 'error',
  title: 'Two SR-IOV policies that claim one function',
  reason: 'a function belongs to one policy: the operator refuses the later one',
  source: 'SR-IOV network operator pkg/webhook/validate.go',
  *check(model) {
    const policies = policiesByDefault(model);
    for (const [index, policy] of policies.entries()) {
      for (const other of policies.slice(0, index)) {
        if (areApart(policy, other)) continue;
        const clash = clashOf(policy, other);
        if (!clash) continue;
        yield {
          at: policy.construct,
          ...clash,
          reason: `${other.construct.node.path} has it on nodes that may be the same: ${clash.reason ?? sriovPoliciesOverlap.reason}`,
        };
      }
    }
  },
};

interface Clash {
  readonly field: string;
  readonly value: string;
  readonly reason?: string;
  readonly remedy: string;
}

function clashOf(policy: Rendered, other: Rendered): Clash | undefined {
  const device = textsAt(policy.spec, 'nicSelector', 'rootDevices').find((one) =>
    textsAt(other.spec, 'nicSelector', 'rootDevices').includes(one),
  );
  if (device !== undefined) {
    return {
      field: 'nicSelector.rootDevices',
      value: device,
      remedy: 'select by pfNames with ranges where two policies share a card, or by nodes with different labels',
    };
  }
  for (const entry of textsAt(policy.spec, 'nicSelector', 'pfNames')) {
    for (const taken of textsAt(other.spec, 'nicSelector', 'pfNames')) {
      const [mine, theirs] = [parsePfName(entry), parsePfName(taken)];
      if (!mine || !theirs || mine.name !== theirs.name) continue;
      if ((policy.spec.externallyManaged ?? false) !== (other.spec.externallyManaged ?? false)) {
        return {
          field: 'externallyManaged',
          value: entry,
          reason: 'either the operator makes the functions of a card or somebody else does',
          remedy: 'say the same in both policies',
        };
      }
      if (!overlap(mine.range, theirs.range)) continue;
      return {
        field: 'nicSelector.pfNames',
        value: entry,
        remedy: `give ranges that do not meet, such as ${mine.name}#0-3 and ${mine.name}#4-7, or nodes with different labels`,
      };
    }
  }
  return undefined;
}

type Range = readonly [number, number];

/** The operator lets a whole card and a part of it pass, and means the rest by the whole. */
function overlap(a: Range | undefined, b: Range | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a[0] <= b[1] && b[0] <= a[1];
}
