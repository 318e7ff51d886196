import { clusterDocuments, networkApplyDocuments, networkDocuments } from './cluster-documents';
import { type EmcoDocument, emcoDocument } from './document';
import { compositeAppDocuments, approvalDocuments } from './composite-app-documents';
import { logicalCloudDocuments, logicalCloudInstantiateDocuments } from './logical-cloud-documents';
import type { EmcoResource } from './resource';
import type { Slice } from './slice';

/** One emcoctl file: what can be created, and deleted, in one go without waiting inside. */
export interface Stage {
  readonly file: string;
  /** For people. */
  readonly holds: string;
  /** Whether other bundles may have created the same. */
  readonly isShared: boolean;
  readonly documents: (slice: Slice) => readonly EmcoDocument[];
  /** What must have settled before the next file. @default - nothing */
  readonly awaits?: (slice: Slice) => readonly EmcoResource[];
}

/** The files of a bundle in the order of creation; those that only call an action are apart, since actions take time. */
export const STAGES: readonly Stage[] = [
  {
    file: '00-controllers.yaml',
    holds: "registrations of EMCO's controllers",
    isShared: true,
    documents: ({ app }) =>
      app.controllers.map(({ name, ...spec }) => emcoDocument('controllers', { metadata: { name }, spec })),
  },
  {
    file: '10-clusters.yaml',
    holds: 'cluster providers, clusters, labels, key/value pairs',
    isShared: true,
    documents: clusterDocuments,
  },
  {
    file: '20-networks.yaml',
    holds: 'Nodus networks of the clusters',
    isShared: true,
    documents: networkDocuments,
  },
  {
    file: '21-networks-apply.yaml',
    holds: 'brings the networks to the clusters',
    isShared: true,
    documents: networkApplyDocuments,
    awaits: ({ clusters }) => clusters.filter(({ networks }) => networks.length > 0),
  },
  {
    file: '30-logical-cloud.yaml',
    holds: 'project, logical clouds, their clusters, permissions and quotas',
    isShared: true,
    documents: logicalCloudDocuments,
  },
  {
    file: '31-logical-cloud-instantiate.yaml',
    holds: 'makes the logical clouds ready for use',
    isShared: true,
    documents: logicalCloudInstantiateDocuments,
    awaits: ({ logicalClouds }) => logicalClouds,
  },
  {
    file: '40-composite-app.yaml',
    holds: 'composite app, apps, profiles, deployment intent groups, placement, network and customization intents',
    isShared: false,
    documents: compositeAppDocuments,
  },
  {
    file: '50-approve-instantiate.yaml',
    holds: 'approves and deploys the deployment intent groups',
    isShared: false,
    documents: approvalDocuments,
    awaits: ({ groups }) => groups,
  },
];
