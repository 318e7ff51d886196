import type { DeploymentIntentGroup, EmcoResource, RawResource } from '../../emco';
import { HelmChart } from '../../helm';
import { at } from '../json';
import type { Model, RenderedObject, Rendering } from '../model';

/** A resource that `addResource` put into a bundle. */
export interface AddedResource {
  readonly at: EmcoResource;
  /** As the author reads it back: `resources[2]`. */
  readonly field: string;
  readonly resource: RawResource;
  /** Collection that it is created in. */
  readonly anchor: string;
  /** The deployment intent group that it lies below. */
  readonly group?: DeploymentIntentGroup;
}

/** Everything added to some resources, in order. */
export function addedResources(
  resources: readonly EmcoResource[],
  groups: readonly DeploymentIntentGroup[],
): AddedResource[] {
  return resources.flatMap((at) =>
    at.resources.map((resource, index) => {
      const anchor = `${at.itemAnchor}/${resource.anchor}`;
      const group = groups.find(({ itemAnchor }) => anchor.startsWith(`${itemAnchor}/`));
      return { at, field: `resources[${index}]`, resource, anchor, ...(group && { group }) };
    }),
  );
}

/** The chart of an app as the group renders it, where it is a chart of this program whose values are sound. */
export function renderingOf({ renderings }: Model, { group }: AddedResource, app: unknown): Rendering | undefined {
  const isApp = ({ chart }: Rendering): boolean => HelmChart.isHelmChart(chart) && chart.name === app;
  return group && renderings.find((one) => one.group === group && isApp(one));
}

/** The object of a name and a kind: EMCO keeps one of each. */
export function renderedObject(rendering: Rendering, kind: unknown, name: unknown): RenderedObject | undefined {
  return rendering.objects.find(({ object }) => object.kind === kind && at(object, 'metadata', 'name') === name);
}

/** Whether a name is that of a VM, and of nothing with pods of its own. */
export function namesGuest(model: Model, added: AddedResource, app: unknown, name: unknown): boolean {
  const rendering = renderingOf(model, added, app);
  if (!rendering || !renderedObject(rendering, 'VirtualMachine', name)) return false;
  return !['Deployment', 'StatefulSet', 'DaemonSet', 'Pod'].some((kind) => renderedObject(rendering, kind, name));
}
