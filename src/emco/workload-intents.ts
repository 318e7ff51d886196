import { note } from '../findings';
import { guardOf } from '../helm/scopes';
import type { HelmChart, ObjectType } from '../helm';
import { type AttachedWorkload, attachedWorkloads, type NodusInterface, nodusInterfaces } from '../network';
import { Platform } from '../platform';
import { type DeploymentIntentGroup, ownCharts } from './deployment-intent-group';

/** A workload whose Nodus interfaces EMCO's ovnaction controller writes, as one group deploys it. */
export interface WorkloadIntent {
  readonly app: HelmChart<ObjectType>;
  readonly workload: AttachedWorkload;
  /** `metadata.name` of the object under the group's release and values. */
  readonly workloadResource: string;
  /** Kind of the object. */
  readonly type: string;
  /** In interface order. */
  readonly interfaces: readonly NodusInterface[];
}

/** The workloads with Nodus interfaces that a group deploys: those that its values leave out have no intent. */
export function workloadIntents(group: DeploymentIntentGroup): WorkloadIntent[] {
  return ownCharts(group.apps).flatMap((app) => {
    const attached = attachedWorkloads(app).filter(({ attachments }) =>
      attachments.some(({ kind }) => kind === 'nodus'),
    );
    if (attached.length === 0) return [];
    const values = group.valuesOf(app);
    const rendered = new Set(
      app
        .compile()
        .render(values, group.release)
        .map(({ kind, metadata }) => keyOf(kind as string, (metadata as { name?: string } | undefined)?.name)),
    );
    const fill = (text: string): string => app.evaluate(text, group.release, values);
    return attached
      .filter(isAddressable)
      .map((workload) => ({
        app,
        workload,
        workloadResource: fill(workload.workloadName),
        type: workload.workloadKind,
        interfaces: nodusInterfaces(workload, Platform.of(workload)).map((one) => filled(one, fill)),
      }))
      .filter(({ type, workloadResource }) => rendered.has(keyOf(type, workloadResource)));
  });
}

function keyOf(kind: string, name: string | undefined): string {
  return `${name}+${kind}`;
}

/** MACs may be derived from the release. */
function filled(one: NodusInterface, fill: (text: string) => string): NodusInterface {
  const { ipAddress, macAddress } = one;
  return {
    ...one,
    ...(ipAddress === undefined ? {} : { ipAddress: fill(ipAddress) }),
    ...(macAddress === undefined ? {} : { macAddress: fill(macAddress) }),
  };
}

/** An intent names one object; what a loop over values makes of a workload, it cannot. */
function isAddressable(workload: AttachedWorkload): boolean {
  if (!workload.node.scopes.some((scope) => guardOf(scope)?.kind === 'loop')) return true;
  note(workload, {
    id: 'VNF514',
    severity: 'error',
    field: 'interfaces',
    value: workload.workloadKind,
    reason: "EMCO's network intents name one object each, with its own addresses; a loop over values makes any number",
    remedy: "create each workload in TypeScript, or attach it to networks that are not Nodus'",
  });
  return false;
}
