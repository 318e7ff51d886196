/** The order in which Helm installs kinds; what is not listed comes after, by name [helm pkg/releaseutil/kind_sorter.go]. */
const INSTALL_ORDER = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

/** Whether Helm installs one kind after another; kinds it does not know go by name, after all others. */
export function isInstalledAfter(kind: string, other: string): boolean {
  const [a, b] = [INSTALL_ORDER.indexOf(kind), INSTALL_ORDER.indexOf(other)].map((rank) =>
    rank < 0 ? INSTALL_ORDER.length : rank,
  );
  return (a as number) === (b as number) ? a === INSTALL_ORDER.length && kind > other : (a as number) > (b as number);
}
