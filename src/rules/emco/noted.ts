import type { Rule } from '../rule';

/** What EMCO's constructs notice about themselves. */
export const NOTED_BY_EMCO: readonly Rule[] = (
  [
    [
      'VNF501',
      'Name that EMCO’s API refuses',
      'EMCO keeps resources by names of letters, digits, dashes, dots and underscores',
      'EMCO json-schemas, metadata.name',
    ],
    [
      'VNF502',
      'Text longer than EMCO’s API takes',
      'EMCO’s API has a limit for each text',
      'EMCO json-schemas, maxLength',
    ],
    [
      'VNF504',
      'Controller that cannot be registered',
      'EMCO reaches a controller by the host and port of its registration',
      'EMCO src/orchestrator/pkg/module/controller',
    ],
    [
      'VNF505',
      'Dependency between apps that cannot be',
      'an app waits for another app of its composite app',
      'EMCO app dependencies',
    ],
    [
      'VNF506',
      'Chart that is no app of the composite app',
      'EMCO never sees what is said about it',
      'EMCO deployment intent groups',
    ],
    [
      'VNF507',
      'Level-1 setting of a level-0 logical cloud',
      'a logical cloud of level 0 has no user, permissions or quota',
      'EMCO docs/design/Logical_Clouds.md',
    ],
    [
      'VNF508',
      'Logical cloud without a cluster',
      'EMCO instantiates no logical cloud without a cluster',
      'EMCO src/dcm',
    ],
    [
      'VNF509',
      'Placement without a cluster',
      'an app without a cluster makes EMCO refuse to instantiate the group',
      'EMCO src/orchestrator/pkg/gpic',
    ],
    [
      'VNF510',
      'Two networks of one name on a cluster',
      'a cluster has one network of a name, provider networks included',
      'EMCO src/ncm',
    ],
    [
      'VNF511',
      'Logical cloud of another project',
      'EMCO looks for the logical cloud in the project of the composite app',
      'EMCO src/orchestrator',
    ],
    [
      'VNF512',
      'Two apps of one name',
      'an app is called like its chart, and a composite app has one app of a name',
      'EMCO src/orchestrator/pkg/module/app.go',
    ],
    [
      'VNF513',
      'Anchor of a raw resource that makes no URL',
      'emcoctl pastes the anchor into a URL',
      'EMCO src/tools/emcoctl',
    ],
    [
      'VNF514',
      'Workload of a loop on a Nodus network',
      'network intents name one object each; a loop over values makes any number',
      'EMCO src/ovnaction',
    ],
    [
      'VNF515',
      'Resource that a bundle creates twice',
      'EMCO refuses the second resource of a name',
      'EMCO src/orchestrator/api/apierrors.go',
    ],
    [
      'VNF516',
      'Two intents of one controller',
      'the group intents name one intent of a controller',
      'EMCO json-schemas/orchestrator, group intent; src/genericactioncontroller',
    ],
    [
      'VNF517',
      'Upload that lies elsewhere than beside the packages',
      'a file outside of the folder would be written over, or lost',
      'design of this library: the folder of an EMCO package',
    ],
  ] as const
).map(([id, title, reason, source]) => ({ id, severity: 'error', title, reason, source }));
