import type { Check } from '../../../contract/bridge-contract.ts';
import type { LocalHost } from '../local-host.ts';

/** What came of a look: all of a check but its name. */
export type Finding = Omit<Check, 'id' | 'title'>;

/** One thing to look at. Looking touches no function and changes nothing. */
export interface DoctorCheck {
  /** Stable, for scripts. */
  readonly id: string;
  readonly title: string;
  /** Ids of checks before this one without which it says nothing. */
  readonly needs: readonly string[];
  /** `bdf` is the function in question; host checks get none. */
  look(local: LocalHost, bdf: string): Promise<Finding>;
}

interface Parts<Facts> {
  readonly id: string;
  readonly title: string;
  readonly needs?: readonly string[];
  /** Reads what there is, from `local` alone. */
  readonly read: (local: LocalHost, bdf: string) => Facts | Promise<Facts>;
  /** Judges what was read; knows nothing else. */
  readonly judge: (facts: Facts) => Finding;
}

export const check = <Facts>({
  read,
  judge,
  needs = [],
  ...name
}: Parts<Facts>): DoctorCheck & { judge: Parts<Facts>['judge'] } => ({
  ...name,
  needs,
  judge,
  look: async (local, bdf) => judge(await read(local, bdf)),
});

export const ok = (message: string): Finding => ({ status: 'ok', message });
export const skipped = (message: string): Finding => ({ status: 'skipped', message });

/** What works, but not for everything. */
export const warning = (message: string, remedy: string, command?: string): Finding => ({
  status: 'warning',
  message,
  remedy,
  command,
});

/** What keeps a function from being opened. */
export const failed = (message: string, remedy: string, command?: string): Finding => ({
  ...warning(message, remedy, command),
  status: 'failed',
});
