import { note } from '../findings';
import type { Cluster } from './cluster';
import { checkLength, checkName } from './names';
import { EmcoResource, type EmcoResourceProps } from './resource';

/** What the user of a level-1 logical cloud may do in a namespace. */
export interface UserPermission {
  readonly name: string;
  /** Empty for objects that stand in no namespace. @default - the logical cloud's */
  readonly namespace?: string;
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface LogicalCloudProps extends EmcoResourceProps {
  /** Clusters that it spans. */
  readonly clusters: readonly Cluster[];
  /**
   * Namespace that EMCO creates on each cluster, which makes it a level-1 logical cloud: apps are deployed by a user of
   * its own, who may do in the namespace what the apps' objects need. That takes the monitor on each cluster.
   * @default - level 0: the namespace `default`, with the rights of the cluster's kubeconfig
   */
  readonly namespace?: string;
  /** Labels of the namespace. Level 1 only. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Name of the user, at most 20 characters. Level 1 only. @default 'vnf-user' */
  readonly user?: string;
  /** Permissions beside those that the apps' objects need. Level 1 only. @default - none */
  readonly permissions?: readonly UserPermission[];
  /**
   * Kubernetes quota of the namespace, such as `requests.cpu: '40'`. With limits in it every pod must state limits,
   * those of VMs and of CDI too. Level 1 only.
   * @default - none
   */
  readonly quota?: Readonly<Record<string, string>>;
}

const LEVEL_1_ONLY = ['labels', 'user', 'permissions', 'quota'] as const;

/** The clusters and the namespace that apps are deployed to. */
export class LogicalCloud extends EmcoResource {
  readonly anchor: string;
  /** `0` deploys with the rights of the kubeconfig, `1` as a user of one namespace. */
  readonly level: '0' | '1';
  /** Namespace of the apps' objects. */
  readonly namespace: string;
  /** Labels of the namespace. */
  readonly labels: Readonly<Record<string, string>>;
  /** Name of the user of level 1. */
  readonly user: string;
  /** Quota of the namespace. */
  readonly quota: Readonly<Record<string, string>>;
  private readonly clusterList: readonly Cluster[];
  private readonly permissionList: UserPermission[];

  constructor(scope: EmcoResource, id: string, props: LogicalCloudProps) {
    super(scope, id, props);
    this.anchor = `${scope.itemAnchor}/logical-clouds`;
    this.level = props.namespace === undefined ? '0' : '1';
    this.namespace = props.namespace ?? 'default';
    this.labels = { ...props.labels };
    this.user = props.user ?? 'vnf-user';
    this.quota = { ...props.quota };
    this.clusterList = [...props.clusters];
    this.permissionList = [...(props.permissions ?? [])];
    if (this.level === '1') this.checkLevel1();
    else for (const field of LEVEL_1_ONLY) if (props[field] !== undefined) this.noteLevel(field);
    if (props.clusters.length === 0) this.noteNoCluster();
  }

  /** Clusters that it spans. */
  get clusters(): readonly Cluster[] {
    return [...this.clusterList];
  }

  /** Permissions that the author gave. */
  get permissions(): readonly UserPermission[] {
    return [...this.permissionList];
  }

  /** Allows the user more than the apps' objects need, such as objects that stand in no namespace. Level 1 only. */
  addUserPermission(permission: UserPermission): void {
    this.permissionList.push(permission);
    if (this.level === '0') this.noteLevel('permissions');
  }

  private checkLevel1(): void {
    checkName(this, 'name', this.resourceName, 'object');
    checkName(this, 'namespace', this.namespace, 'object');
    checkLength(this, 'user', this.user, 20);
    for (const [key, value] of Object.entries(this.labels)) checkLength(this, `labels.${key}`, value, 128);
    for (const [key, value] of Object.entries(this.quota)) checkLength(this, `quota.${key}`, value, 128);
  }

  private noteLevel(field: (typeof LEVEL_1_ONLY)[number]): void {
    note(this, {
      id: 'VNF507',
      severity: 'error',
      field,
      value: this.resourceName,
      reason: 'a logical cloud of level 0 has no user, no permissions and no quota, and makes no namespace',
      remedy: `give the logical cloud a namespace, or leave out ${field}`,
    });
  }

  private noteNoCluster(): void {
    note(this, {
      id: 'VNF508',
      severity: 'error',
      field: 'clusters',
      value: '(none)',
      reason: 'EMCO instantiates no logical cloud without a cluster',
      remedy: 'list the clusters that apps are placed on',
    });
  }
}
