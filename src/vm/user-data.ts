import { type HelmValue, type Input, yamlText } from '../helm';
import type { CloudConfig } from '../storage';
import { multipartText } from './user-data-multipart';

/** What cloud-init does with one part of user data. */
export type UserDataKind =
  | 'cloud-config'
  | 'cloud-boothook'
  | 'jinja2'
  | 'part-handler'
  | 'x-include-url'
  | 'x-shellscript'
  | 'x-shellscript-per-boot'
  | 'x-shellscript-per-instance'
  | 'x-shellscript-per-once';

/** One part of user data; its text begins with its own header. */
export interface UserDataPart {
  /** What cloud-init does with it. @default - cloud-init tells by the header */
  readonly kind?: UserDataKind;
  /** What it says. */
  readonly text: HelmValue<string> | string;
}

export interface ScriptOptions {
  /** What stands behind `#!`. @default '/bin/sh' */
  readonly interpreter?: string;
  /**
   * `first-boot` runs once for each instance, `every-boot` each time the guest starts, `once` never again on this disk.
   * @default 'first-boot'
   */
  readonly runs?: 'first-boot' | 'every-boot' | 'once';
}

const SCRIPT_KIND = {
  'first-boot': 'x-shellscript',
  'every-boot': 'x-shellscript-per-boot',
  once: 'x-shellscript-per-once',
} as const satisfies Record<NonNullable<ScriptOptions['runs']>, UserDataKind>;

/** Kinds that a text says of itself by its first line; the others need the type of a part. */
const KINDS_WITH_HEADER: readonly (UserDataKind | undefined)[] = [
  undefined,
  'cloud-config',
  'cloud-boothook',
  'jinja2',
  'part-handler',
  'x-include-url',
  'x-shellscript',
];

const HEADERS: readonly (readonly [RegExp, UserDataKind])[] = [
  [/^#!/, 'x-shellscript'],
  [/^#cloud-config\s*(\n|$)/i, 'cloud-config'],
  [/^#cloud-boothook/i, 'cloud-boothook'],
  [/^#include/i, 'x-include-url'],
  [/^#part-handler/i, 'part-handler'],
  [/^## template: ?jinja/i, 'jinja2'],
];

/** What a guest does at first boot. */
export class UserData {
  /** cloud-init's configuration as an object. */
  static cloudConfig(config: Input<CloudConfig>): UserData {
    return new UserData([{ kind: 'cloud-config', text: yamlText(config, { header: '#cloud-config' }) }]);
  }

  /** A script; the `#!` line is put before it where it has none. */
  static script(script: string, options: ScriptOptions = {}): UserData {
    const text = script.startsWith('#!') ? script : `#!${options.interpreter ?? '/bin/sh'}\n${script}`;
    return new UserData([{ kind: SCRIPT_KIND[options.runs ?? 'first-boot'], text: endingInBreak(text) }]);
  }

  /** A script that runs at every boot before anything else of the user data. */
  static bootHook(script: string): UserData {
    const text = script.startsWith('#!') ? script : `#!/bin/sh\n${script}`;
    return new UserData([{ kind: 'cloud-boothook', text: `#cloud-boothook\n${endingInBreak(text)}` }]);
  }

  /** Text with its own header, to reach the guest as it is. */
  static raw(text: string): UserData {
    return new UserData([{ kind: HEADERS.find(([header]) => header.test(text))?.[1], text }]);
  }

  /**
   * Several parts, which cloud-init handles one by one: MIME where the chart fixes all of them, and `#cloud-config-archive`,
   * which guests take for the same, where chart values stand in them.
   *
   * Where two cloud-configs say the same key, cloud-init keeps the first.
   */
  static multipart(...parts: readonly UserData[]): UserData {
    return new UserData(parts.flatMap((part) => part.parts));
  }

  /** A Secret that exists on the cluster, with the user data under `userdata`. */
  static fromSecret(secretName: Input<string>): UserData {
    return new UserData([], secretName);
  }

  private constructor(
    /** The parts, of which a Secret shows none. */
    readonly parts: readonly UserDataPart[],
    /** Name of the Secret that holds the user data. */
    readonly secretName?: Input<string>,
  ) {}

  /** As one text, with holes. */
  toText(): HelmValue<string> | string {
    const [first, ...others] = this.parts;
    if (first && others.length === 0 && KINDS_WITH_HEADER.includes(first.kind)) return first.text;
    return multipartText(this.parts);
  }
}

function endingInBreak(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
