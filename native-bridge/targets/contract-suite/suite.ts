import { afterEach, beforeEach, describe } from 'vitest';
import type { Target } from '../target.ts';
import { lookCases } from './look-cases.ts';
import { lookOnlyCases } from './look-only-cases.ts';
import { memoryCases } from './memory-cases.ts';
import { sessionCases } from './session-cases.ts';
import type { Traits } from './traits.ts';
import { transferCases } from './transfer-cases.ts';

/** What a case works with: the target opened for it, and a way to open the same address again. */
export interface Case {
  target: Target;
  readonly open: () => Promise<Target>;
}

/**
 * The one suite for all targets. `open` opens the target anew for every case; `traits` says what is known to differ. What a target
 * cannot do it refuses as `absent`, and that is checked too.
 */
export function describeTarget(name: string, open: () => Promise<Target>, traits: Traits): void {
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
    memoryCases(one);
  });
}
