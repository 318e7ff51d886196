import type { Input } from '../helm';

/** A value that the guest reads at boot, as a container reads a variable of its environment. */
export class EnvironmentValue {
  /** A value that stands in the chart. */
  static fromValue(value: Input<string>): EnvironmentValue {
    return new EnvironmentValue({ value });
  }

  /** A key of a ConfigMap in the VM's namespace. */
  static fromConfigMap(configMapName: Input<string>, key: string): EnvironmentValue {
    return new EnvironmentValue({ configMapName, key });
  }

  /** A key of a Secret in the VM's namespace; the value stands in no file of the chart. */
  static fromSecret(secretName: Input<string>, key: string): EnvironmentValue {
    return new EnvironmentValue({ secretName, key });
  }

  private constructor(readonly source: EnvironmentSource) {}
}

/** Where a value comes from. */
export type EnvironmentSource =
  | { readonly value: Input<string> }
  | { readonly configMapName: Input<string>; readonly key: string }
  | { readonly secretName: Input<string>; readonly key: string };

/** Values by the names under which the guest finds them. */
export type Environment = Readonly<Record<string, EnvironmentValue>>;

/** Where guests find their environment: `NAME="value"` lines for `EnvironmentFile=` of services and for shells. */
export const ENVIRONMENT_FILE = '/run/environment';

/** A volume with values, and what to read from it. */
export interface EnvironmentVolume {
  /** Name of the disk and serial number by which the guest finds it; virtio carries 20 characters. */
  readonly name: string;
  readonly source:
    | { readonly configMap: { readonly name: Input<string> } }
    | { readonly secret: { readonly secretName: Input<string> } };
  readonly variables: readonly { readonly name: string; readonly key: string }[];
}

/** The values that stand in the chart, for a ConfigMap of it. */
export function fixedValues(environment: Environment): Readonly<Record<string, Input<string>>> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, { source }]) => ('value' in source ? [[name, source.value]] : [])),
  );
}

/**
 * One volume for each ConfigMap and Secret, in the order of their first use.
 *
 * @param fixedConfigMap name of the ConfigMap with the values that stand in the chart
 */
export function environmentVolumes(environment: Environment, fixedConfigMap: Input<string>): EnvironmentVolume[] {
  const volumes = new Map<string, EnvironmentVolume>();
  for (const [name, { source }] of Object.entries(environment)) {
    const { id, volume, key } = volumeOf(source, name, fixedConfigMap);
    const known = volumes.get(id) ?? { name: `environment-${volumes.size}`, source: volume, variables: [] };
    volumes.set(id, { ...known, variables: [...known.variables, { name, key }] });
  }
  return [...volumes.values()];
}

function volumeOf(
  source: EnvironmentSource,
  name: string,
  fixedConfigMap: Input<string>,
): { readonly id: string; readonly volume: EnvironmentVolume['source']; readonly key: string } {
  if ('secretName' in source) {
    const { secretName, key } = source;
    return { id: `secret ${String(secretName)}`, volume: { secret: { secretName } }, key };
  }
  const [configMap, key] = 'value' in source ? [fixedConfigMap, name] : [source.configMapName, source.key];
  return { id: `configMap ${String(configMap)}`, volume: { configMap: { name: configMap } }, key };
}

/**
 * The script that reads the volumes at every boot, before anything else of the user data. What it writes is gone when the
 * guest stops, and readable by root only. The quotes are those that shells and systemd both understand.
 */
export function environmentScript(volumes: readonly EnvironmentVolume[]): string {
  const reads = volumes.flatMap(({ name, variables }) => [
    `mount -o ro "/dev/disk/by-id/virtio-${name}" "$dir"`,
    ...variables.map((variable) => `value ${variable.name} ${variable.key}`),
    'umount "$dir"',
  ]);
  return `#!/bin/sh
set -eu
umask 077
file=\${ENVIRONMENT_FILE:-${ENVIRONMENT_FILE}}
dir=$(mktemp -d)
value() {
  printf '%s="%s"\\n' "$1" "$(sed 's/[\\\\"$\`]/\\\\&/g' "$dir/$2")" >> "$file.new"
}
: > "$file.new"
${reads.join('\n')}
rmdir "$dir"
mv "$file.new" "$file"
`;
}
