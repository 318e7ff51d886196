import { boolean, either, isMap, listOf, number, object, type Shape, text } from '../shape';

const amount = either(text, number);
const nothing = object({});
const named = object({ name: text });

/** At most one member of each group. */
function exclusive(groups: readonly (readonly string[])[], members: Readonly<Record<string, Shape>>): Shape {
  const shape = object(members);
  return (value) =>
    shape(value) &&
    isMap(value) &&
    groups.every((group) => group.filter((name) => value[name] !== undefined).length <= 1);
}

const CLOUD_INIT = exclusive(
  [
    ['userData', 'userDataBase64', 'secretRef'],
    ['networkData', 'networkDataBase64', 'networkDataSecretRef'],
  ],
  {
    userData: text,
    userDataBase64: text,
    secretRef: named,
    networkData: text,
    networkDataBase64: text,
    networkDataSecretRef: named,
  },
);

const CLAIM = object({ 'claimName!': text, hotpluggable: boolean, readOnly: boolean });

/** `VolumeSource`: one member. */
const SOURCES: Readonly<Record<string, Shape>> = {
  cloudInitConfigDrive: CLOUD_INIT,
  cloudInitNoCloud: CLOUD_INIT,
  containerPath: object({ 'path!': text, readOnly: boolean }),
  configMap: object({ name: text, optional: boolean, volumeLabel: text }),
  containerDisk: object({ 'image!': text, imagePullPolicy: text, imagePullSecret: text, path: text }),
  dataVolume: object({ 'name!': text, hotpluggable: boolean }),
  downwardMetrics: nothing,
  emptyDisk: object({ 'capacity!': amount }),
  ephemeral: object({ persistentVolumeClaim: object({ 'claimName!': text, readOnly: boolean }) }),
  hostDisk: object({ 'path!': text, 'type!': text, capacity: amount, shared: boolean }),
  memoryDump: CLAIM,
  persistentVolumeClaim: CLAIM,
  secret: object({ secretName: text, optional: boolean, volumeLabel: text }),
  serviceAccount: object({ serviceAccountName: text }),
  sysprep: object({ configMap: named, secret: named }),
  downwardAPI: object({
    volumeLabel: text,
    fields: listOf(
      object({
        'path!': text,
        fieldRef: object({ 'fieldPath!': text, apiVersion: text }),
        resourceFieldRef: object({ 'resource!': text, containerName: text, divisor: amount }),
        mode: number,
      }),
    ),
  }),
};

/** Whether a volume has one source, of the type that `Disk.fromVolume` takes. */
export const VOLUME: Shape = (value) => {
  if (!isMap(value)) return false;
  const [[kind, source] = ['', undefined], ...others] = Object.entries(value).filter(([key]) => key !== 'name');
  return others.length === 0 && Object.hasOwn(SOURCES, kind) && (SOURCES[kind]?.(source) ?? false);
};
