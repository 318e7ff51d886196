import type { IConstruct } from 'constructs';
import { DataVolume } from '../../../imports/cdi.kubevirt.io';
import { at, listAt } from '../json';
import type { Model, Rendering } from '../model';
import { specOfClaim } from './annotated-claim';

/** What CDI is asked for, wherever it stands. */
export interface DiskSpec {
  readonly at: IConstruct;
  /** What stands before a property of the spec in the words of the author. */
  readonly field: string;
  /** `spec` of a DataVolume. */
  readonly spec: unknown;
  readonly rendering: Rendering;
}

/** Where objects of each kind hold DataVolumes. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  VirtualMachine: ['spec', 'dataVolumeTemplates'],
  VirtualMachinePool: ['spec', 'virtualMachineTemplate', 'spec', 'dataVolumeTemplates'],
};

/** Many rules ask for the same specs of one app. */
const known = new WeakMap<Model, readonly DiskSpec[]>();

/** The specs of DataVolumes in every rendering: objects, annotated claims, templates of VMs and of crons. */
export function diskSpecs(model: Model): readonly DiskSpec[] {
  let specs = known.get(model);
  if (!specs) {
    specs = [...findDiskSpecs(model)];
    known.set(model, specs);
  }
  return specs;
}

function* findDiskSpecs(model: Model): Generator<DiskSpec> {
  for (const { construct, object, rendering } of model.objectsOfKind('DataVolume')) {
    if (model.holds(construct, DataVolume)) yield { at: construct, field: '', spec: object.spec, rendering };
  }
  for (const { construct, object, rendering } of model.objectsOfKind('DataImportCron'))
    yield { at: construct, field: 'template.', spec: at(object, 'spec', 'template', 'spec'), rendering };
  for (const { construct, object, rendering } of model.objectsOfKind('PersistentVolumeClaim')) {
    const spec = specOfClaim(object);
    if (spec !== undefined) yield { at: construct, field: '', spec, rendering };
  }
  for (const [kind, path] of Object.entries(TEMPLATES)) {
    for (const { construct, object, rendering } of model.objectsOfKind(kind)) {
      for (const [index, template] of listAt(object, ...path).entries())
        yield { at: construct, field: `dataVolumeTemplates[${index}].`, spec: at(template, 'spec'), rendering };
    }
  }
}

/** The claim that a spec asks for, in whichever form. */
export function claimOf(spec: unknown): unknown {
  return at(spec, 'storage') ?? at(spec, 'pvc');
}
