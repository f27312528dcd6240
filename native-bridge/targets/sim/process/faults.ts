import * as z from 'zod';
import { ERRNO, type ErrnoName } from '../../../abi/errno.ts';
import { u32 } from '../../../contract/schema.ts';

/** Faults on a script: the nth call of a kind fails, is slow, never returns, or finds the function being unplugged. */

const errnoName = z.enum(Object.keys(ERRNO) as [ErrnoName, ...ErrnoName[]]);

const faultSchema = z
  .strictObject({
    /** Which calls are counted. */
    call: z.enum(['any', 'ioctl', 'pread', 'pwrite']),
    /** Only ioctls with this number. */
    request: u32.optional(),
    /** The first call that is hit, counted from 1. */
    nth: z.int().min(1),
    /** Hit this many calls from there on. */
    times: z.int().min(1).default(1),
    /** The call fails with this errno and does nothing. */
    errno: errnoName.optional(),
    /** The call takes this much longer. */
    slowMs: z.number().min(0).max(600_000).optional(),
    /** The call never returns. */
    stuck: z.literal(true).optional(),
    /** The host asks for the function back (REQ interrupt), and again every ten seconds until it is closed. */
    unplug: z.literal(true).optional(),
    /** The function goes into error: loads and stores are blocked until a reset, and the ERR interrupt fires. */
    error: z.literal(true).optional(),
    /** The next load or store of the function is done, and its measurement block does not count it. */
    uncounted: z.literal(true).optional(),
  })
  .refine(
    ({ errno, slowMs, stuck, unplug, error, uncounted }) =>
      errno || slowMs !== undefined || stuck || unplug || error || uncounted,
    'say what happens: errno, slowMs, stuck, unplug, error or uncounted',
  );

/** A fault script: `{"faults":[{"call":"pwrite","nth":100,"errno":"EIO"}]}`. */
export const faultScriptSchema = z.strictObject({ faults: z.array(faultSchema).max(1000) });

export type Fault = z.output<typeof faultSchema>;
export type CountedCall = 'ioctl' | 'pread' | 'pwrite';

/** Counts calls and says which faults hit the next one. */
export class FaultScript {
  readonly #faults: readonly { readonly fault: Fault; seen: number }[];

  constructor(faults: readonly Fault[] = []) {
    this.#faults = faults.map((fault) => ({ fault, seen: 0 }));
  }

  get empty(): boolean {
    return this.#faults.length === 0;
  }

  /** Faults of this call; counts it. */
  next(call: CountedCall, request?: number): Fault[] {
    const hit: Fault[] = [];
    for (const entry of this.#faults) {
      const { fault } = entry;
      if (fault.call !== 'any' && fault.call !== call) continue;
      if (fault.request !== undefined && fault.request !== request) continue;
      entry.seen++;
      if (entry.seen >= fault.nth && entry.seen < fault.nth + fault.times) hit.push(fault);
    }
    return hit;
  }
}
