import type { Clock, Timer } from '../../imports/kubevirt.io';

type TickPolicy = 'delay' | 'catchup' | 'discard';

interface Tick<Policy extends string> {
  /** What happens to ticks that the guest missed. @default - the emulator's */
  readonly tickPolicy?: Policy;
}

/** Timers of the guest: `false` takes one away. */
export interface GuestTimers {
  readonly hpet?: boolean | Tick<TickPolicy | 'merge'>;
  readonly kvm?: boolean;
  readonly pit?: boolean | Tick<TickPolicy>;
  readonly rtc?: boolean | (Tick<'delay' | 'catchup'> & { readonly track?: 'guest' | 'wall' });
  readonly hyperv?: boolean;
}

interface ClockProps {
  /** @default - KubeVirt's */
  readonly timers?: GuestTimers;
}

/** The hardware clock of the guest: UTC, or the wall clock of a time zone such as `Europe/Paris`. */
export type GuestClock = ClockProps &
  (
    | { readonly timezone?: never; /** In seconds. @default 0 */ readonly offsetSeconds?: number }
    | { readonly timezone: string; readonly offsetSeconds?: never }
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
