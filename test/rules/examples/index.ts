import { ADMISSION_VOLUMES } from './admission-volumes';
import { ADMISSION_SIZE } from './admission-size';
import { ADMISSION_DEVICES } from './admission-devices';
import { CLOUD_INIT } from './cloud-init';
import { EMCO } from './emco';
import { GUEST } from './guest';
import { HELM } from './helm';
import { KUBERNETES_INTENTS } from './kubernetes-intents';
import { NETWORK } from './network';
import { NOTED } from './noted';
import { PATCHED } from './patched';
import { STORAGE } from './storage';
import { SECURITY, VM } from './vm';
import type { Example } from './example';

/** Every mistake that a rule finds, each with its remedy applied. */
export const EXAMPLES: readonly Example[] = [
  ...HELM,
  ...VM,
  ...GUEST,
  ...PATCHED,
  ...ADMISSION_VOLUMES,
  ...ADMISSION_SIZE,
  ...ADMISSION_DEVICES,
  ...SECURITY,
  ...NETWORK,
  ...EMCO,
  ...KUBERNETES_INTENTS,
  ...STORAGE,
  ...CLOUD_INIT,
  ...NOTED,
];
