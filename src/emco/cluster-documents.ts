import { type NodusNetwork, NodusProviderNetwork } from '../network';
import { type Cluster, MULTUS_KEY } from './cluster';
import { type EmcoDocument, emcoDocument } from './document';
import type { Slice } from './slice';

/** Cluster providers, clusters, labels and key/value pairs. */
export function clusterDocuments({ providers, clusters }: Slice): EmcoDocument[] {
  return providers.flatMap((provider) => [
    provider.document(),
    ...clusters.filter((cluster) => cluster.provider === provider).flatMap(documentsOf),
    ...provider.rawDocuments(),
  ]);
}

function documentsOf(cluster: Cluster): EmcoDocument[] {
  return [
    cluster.document({ file: cluster.kubeconfig }),
    ...cluster.labels.map((clusterLabel) => emcoDocument(`${cluster.itemAnchor}/labels`, { clusterLabel })),
    ...keyValueDocuments(cluster),
    ...cluster.rawDocuments(),
  ];
}

/** EMCO stops reading a document at the first key about networks, so the one that ncm reads stands alone. */
function keyValueDocuments(cluster: Cluster): EmcoDocument[] {
  const pairs = Object.entries(cluster.keyValuePairs);
  const documents = {
    cni: pairs.filter(([key]) => key === MULTUS_KEY),
    facts: pairs.filter(([key]) => key !== MULTUS_KEY),
  };
  return Object.entries(documents)
    .filter(([, list]) => list.length > 0)
    .map(([name, list]) =>
      emcoDocument(`${cluster.itemAnchor}/kv-pairs`, {
        metadata: { name },
        spec: { kv: list.map(([key, value]) => ({ [key]: value })) },
      }),
    );
}

/** Nodus networks and provider networks. */
export function networkDocuments({ clusters }: Slice): EmcoDocument[] {
  return clusters.flatMap((cluster) => cluster.networks.map((network) => networkDocument(cluster, network)));
}

function networkDocument(cluster: Cluster, network: NodusNetwork): EmcoDocument {
  const metadata = { name: network.networkName };
  const spec = { cniType: 'ovn4nfv', ipv4Subnets: [network.ipv4Subnet] };
  if (!(network instanceof NodusProviderNetwork))
    return emcoDocument(`${cluster.itemAnchor}/networks`, { metadata, spec });
  return emcoDocument(`${cluster.itemAnchor}/provider-networks`, {
    metadata,
    spec: { ...spec, providerNetType: 'VLAN', vlan: { vlanID: network.vlanId, ...network.vlan } },
  });
}

/** One call a cluster brings all its networks there. */
export function networkApplyDocuments({ clusters }: Slice): EmcoDocument[] {
  return clusters
    .filter(({ networks }) => networks.length > 0)
    .map((cluster) => emcoDocument(`${cluster.itemAnchor}/apply`));
}
