import { hasOperatorSince } from '../../network';
import { Platform } from '../../platform';
import { everyAt } from '../json';
import type { Rule } from '../rule';
import { rendered, SRIOV_GROUP } from './rendered';

/** First release of the operator whose API has a field of a kind, or the kind itself. */
const SINCE: readonly (readonly [release: string, kind: string, path?: string])[] = [
  ['1.3', 'OVSNetwork'],
  ['1.3', 'SriovNetworkNodePolicy', 'bridge'],
  ['1.3', 'SriovNetworkNodePolicy', 'excludeTopology'],
  ['1.3', 'SriovNetworkNodePolicy', 'externallyManaged'],
  ['1.3', 'SriovNetworkNodePolicy', 'vdpaType'],
  ['1.3', 'SriovNetwork', 'vlanProto'],
  ['1.3', 'SriovNetwork', 'logLevel'],
  ['1.3', 'SriovNetwork', 'logFile'],
  ['1.3', 'SriovNetworkPoolConfig', 'maxUnavailable'],
  ['1.5', 'SriovNetworkPoolConfig', 'rdmaMode'],
];

export const operatorTooOld: Rule = {
  id: 'VNF479',
  severity: 'error',
  title: 'Field that the platform’s SR-IOV operator does not know',
  reason: 'the API server drops fields that the CRD of the cluster does not have, without a word',
  source: 'SR-IOV network operator, CRDs of its releases',
  *check(model) {
    for (const [release, kind, path] of SINCE) {
      for (const { construct, rendering, spec } of rendered(model, SRIOV_GROUP, kind)) {
        const platform = Platform.of(construct);
        if (hasOperatorSince(platform, `${release}.0`)) continue;
        if (path !== undefined && everyAt(spec, path).length === 0) continue;
        yield {
          at: construct,
          field: path ?? 'kind',
          value: `since operator ${release}`,
          reason: `the platform runs operator ${platform.sriovOperator.version}: ${operatorTooOld.reason}`,
          remedy: `leave it out, or state a platform with operator ${release}`,
          rendering,
        };
      }
    }
  },
};
