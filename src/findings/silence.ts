import type { IConstruct } from 'constructs';
import { note } from './collect';
import type { Finding } from './finding';

const SILENCES = Symbol.for('cdk8s-vnf.Silences');

interface Silencing {
  [SILENCES]?: Map<string, string>;
}

/** What an author says about findings. */
export class Findings {
  /**
   * Lets a finding stand on a construct and everything below it, for a reason that whoever reads `findings.json` sees.
   *
   * @param id the rule, such as `VNF432`
   * @param reason why the finding does no harm here
   */
  static silence(construct: IConstruct, id: string, reason: string): void {
    if (reason.trim() === '') {
      note(construct, {
        id: 'VNF109',
        severity: 'error',
        field: `silence ${id}`,
        value: reason,
        reason: 'a finding that is silenced without a reason cannot be judged by the next reader',
        remedy: 'say in one sentence why the finding does no harm here',
      });
      return;
    }
    ((construct as IConstruct & Silencing)[SILENCES] ??= new Map()).set(id, reason);
  }

  private constructor() {}
}

/** A finding with the reason for which its construct, or one above it, silences it. */
export function withSilence(finding: Finding, construct: IConstruct): Finding {
  const silenced = construct.node.scopes
    .map((scope) => (scope as IConstruct & Silencing)[SILENCES]?.get(finding.id))
    .findLast((reason) => reason !== undefined);
  return silenced === undefined ? finding : { ...finding, silenced };
}
