import { hasHelm } from './helm';

if (!hasHelm && process.env.CDK8S_VNF_NO_SKIPS)
  throw new Error('tests that need Helm would be skipped on this machine');

/** `describe` where the binaries run, a skipped one elsewhere. */
export const describeWithHelm = hasHelm ? describe : describe.skip;
