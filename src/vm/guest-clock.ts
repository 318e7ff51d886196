import type { Clock, Timer } from '../../imports/kubevirt.io';

type TickPolicy = 'delay' | 'catchup' | 'discard';

interface Tick<Policy extends string> {
  /** What happens to ticks that the guest missed. @default - the emulator's */
  readonly tickPolicy?: Policy;
}

/** Timers of the guest: `false` takes one away. */
export interface GuestTimers {
  /** High precision event timer. @default - the emulator's */
  readonly hpet?: boolean | Tick<TickPolicy | 'merge'>;
  /** Clock of KVM, for Linux. @default - the emulator's */
  readonly kvm?: boolean;
  /** Programmable interval timer. @default - the emulator's */
  readonly pit?: boolean | Tick<TickPolicy>;
  /** Real-time clock. @default - the emulator's */
  readonly rtc?:
    | boolean
    | (Tick<'delay' | 'catchup'> & {
        /** What it follows: the time of the guest, or that of the wall. @default - the emulator's */
        readonly track?: 'guest' | 'wall';
      });
  /** Clock of Hyper-V, for Windows. @default - none */
  readonly hyperv?: boolean;
}

interface ClockProps {
  /** Timers of the guest. @default - KubeVirt's */
  readonly timers?: GuestTimers;
}

/** The hardware clock of the guest: UTC, or the wall clock of a time zone such as `Europe/Paris`. */
export type GuestClock = ClockProps &
  (
    | {
        readonly timezone?: never;
        /** Distance from UTC, in seconds. @default 0 */
        readonly offsetSeconds?: number;
      }
    | {
        /** Time zone, such as `Europe/Paris`. */
        readonly timezone: string;
        readonly offsetSeconds?: never;
      }
  );

/** A clock as KubeVirt takes it. */
export function clockSpec(clock: GuestClock): Clock {
  const { timezone, offsetSeconds, timers } = clock;
  const zone = timezone === undefined ? { utc: { offsetSeconds } } : { timezone };
  return { ...zone, timer: timers && timersSpec(timers) };
}

function timersSpec(timers: GuestTimers): Timer {
  return Object.fromEntries(
    Object.entries(timers).map(([name, timer]: [string, boolean | object]) => [
      name,
      typeof timer === 'boolean' ? { present: timer } : timer,
    ]),
  );
}
