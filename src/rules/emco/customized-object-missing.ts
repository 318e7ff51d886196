import { HelmChart } from '../../helm';
import { at } from '../json';
import type { Rule } from '../rule';
import { enumerate } from '../text';
import { renderedObject, renderingOf } from './added-resources';
import { kubernetesResources, renderedCustomizations } from './kubernetes-intents';

export const customizedObjectMissing: Rule = {
  id: 'VNF537',
  severity: 'error',
  title: 'Customization of an object that the app does not have',
  reason: 'EMCO looks the object up by the name and kind that the chart renders, and passes over it without a word',
  source: 'EMCO src/genericactioncontroller/internal/action',
  *check(model) {
    for (const one of kubernetesResources(model)) {
      const { at: construct, field, group, app, kind, name, isNew } = one;
      if (!group) continue;
      const chart = group.apps.find((each) => each.name === app);
      if (!chart) {
        const apps = enumerate(group.apps.map((each) => each.name));
        yield { at: construct, field: `${field}.spec.app`, value: app ?? '(none)', remedy: `name one of ${apps}` };
        continue;
      }
      // What charts inside it make is not known here.
      const isWhole = HelmChart.isHelmChart(chart) && chart.subcharts.length === 0;
      const rendering = isWhole && !isNew ? renderingOf(model, one, app) : undefined;
      if (!rendering || renderedObject(rendering, kind, name)) continue;
      const names = rendering.objects
        .filter(({ object }) => object.kind === kind)
        .map(({ object }) => String(at(object, 'metadata', 'name')));
      yield {
        at: construct,
        field: `${field}.spec.resourceGVK`,
        value: `${String(kind)} ${String(name)}`,
        remedy:
          names.length === 0
            ? `name an object of ${chart.name}; it has no ${String(kind)}`
            : `${chart.name} has ${enumerate(names)}`,
        rendering,
      };
    }
    for (const { group, field, customization, rendering, objects } of renderedCustomizations(model)) {
      if (objects.length > 0) continue;
      yield {
        at: group,
        field: `${field}.object`,
        value: customization.object.node.path,
        reason: 'the values of the group leave the object out, so that there is nothing to change',
        remedy: 'leave the customization out, or give the group values under which the object is there',
        rendering,
      };
    }
  },
};
