import { at } from '../json';
import type { Rule } from '../rule';
import { kubernetesResources } from './kubernetes-intents';

/** Groups of client-go's scheme that end like those of custom resources do [k8s.io/client-go kubernetes/scheme]. */
const BUILT_IN = new Set(
  `admissionregistration authentication authorization certificates coordination discovery events
  flowcontrol.apiserver internal.apiserver networking node rbac.authorization resource scheduling storage`
    .split(/\s+/)
    .map((group) => `${group}.k8s.io`),
);

export const mergePatch: Rule = {
  id: 'VNF533',
  severity: 'error',
  title: 'Merge patch of a custom resource',
  reason: 'EMCO merges by the Go types of Kubernetes’ own kinds: any other kind ends the instantiation with an error',
  source: 'EMCO src/genericactioncontroller/internal/action',
  *check(model) {
    for (const { kind, apiVersion, customizations } of kubernetesResources(model)) {
      if (typeof apiVersion !== 'string' || isBuiltIn(apiVersion)) continue;
      for (const { at: construct, field, resource } of customizations) {
        if (at(resource.spec, 'patchType') !== 'merge') continue;
        yield {
          at: construct,
          field: `${field}.spec.patchType`,
          value: `merge of ${String(kind)}`,
          remedy: 'use json, with the changes in patchJson',
        };
      }
    }
  },
};

function isBuiltIn(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0]! : '';
  return !group.includes('.') || BUILT_IN.has(group);
}
