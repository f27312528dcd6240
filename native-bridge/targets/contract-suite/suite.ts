import { afterEach, beforeEach, describe } from 'vitest';
import type { BurstSpec } from '../../contract/bridge-contract.ts';
import type { Burst, Target } from '../target.ts';
import { lookCases } from './look-cases.ts';
import { lookOnlyCases } from './look-only-cases.ts';
import { memoryCases } from './memory-cases.ts';
import { sessionCases } from './session-cases.ts';
import type { Traits } from './traits.ts';
import { transferCases } from './transfer-cases.ts';

/** A target here, or one at the far end of a connection, where these calls are answered later. */
export type AnyTarget = Omit<Target, 'arm' | 'startBurst'> & {
  arm(armed: boolean): void | Promise<void>;
  startBurst(spec: BurstSpec): AnyBurst | Promise<AnyBurst>;
};

export type AnyBurst = Omit<Burst, 'stop'> & { stop(): void | Promise<void> };

/** What a case works with: the target opened for it, and a way to open the same address again. */
export interface Case {
  target: AnyTarget;
  readonly open: () => Promise<AnyTarget>;
}

/**
 * The one suite for all targets. `open` opens the target anew for every case; `traits` says what is known to differ. What a target
 * cannot do it refuses as `absent`, and that is checked too.
 */
export function describeTarget(name: string, open: () => Promise<AnyTarget>, traits: Traits): void {
  describe(name, () => {
    const one = { open } as Case;
    beforeEach(async () => {
      one.target = await open();
    });
    afterEach(() => one.target.close());

    lookCases(one, traits);
    if (!traits.live) return lookOnlyCases(one);
    sessionCases(one, traits.live);
    transferCases(one, traits.paths, traits.live);
    memoryCases(one, traits);
  });
}
