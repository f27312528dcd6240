import * as z from 'zod';
import { errorSchema } from '../../../native-bridge/contract/errors.ts';
import { rawBytes } from '../../../native-bridge/contract/schema.ts';

/** What "two paths, one payload" is told to send, and what came of it, operation by operation. */

/** Ways to store the payload, in the order they are sent and shown. */
export const laneIds = ['whole', 'eight', 'four'] as const;
export type LaneId = (typeof laneIds)[number];

/** Shortest payload: eight pieces of eight bytes. */
export const SHORTEST = 64;
/** No store block is longer. */
const LONGEST = 4096;

export const payloads = ['counter', 'random', 'byte'] as const;

export const orderSchema = z.strictObject({
  /** Bytes of the payload: a power of two, so that every lane cuts it evenly. */
  length: z
    .int()
    .min(SHORTEST)
    .max(LONGEST)
    .refine((length) => (length & (length - 1)) === 0, 'a power of two'),
  payload: z.enum(payloads),
  /** The function whose memory the stores arrive in: it is opened for the run. Absent = nobody is looked at. */
  peer: z.string().max(4096).optional(),
  /** Where to store when there is no peer: address space and first offset. */
  space: z.int().min(0).max(5).default(0),
  offset: z.bigint().min(0n).default(0n),
});
export type TwoPathsOrder = z.output<typeof orderSchema>;

/** One store of a lane, as it went. */
export const laneOperationSchema = z.strictObject({
  /** Duration of its system call, ns; modelled on a simulated function. */
  durationNs: z.number(),
  /** Operations the device saw, by the kernel's splitting rules. */
  operations: z.int(),
  /** The errno it failed with. */
  errno: z.int().optional(),
  /** What stands in the memory of the peer at the place of this store, read right behind it. */
  seen: rawBytes.optional(),
});
export type LaneOperation = z.infer<typeof laneOperationSchema>;

/** More of a lane. Operations are in the order they were sent; each store goes to `piece` bytes behind the one before. */
export const lanePartSchema = z.strictObject({
  lane: z.enum(laneIds),
  operations: z.array(laneOperationSchema),
  /** Interrupts the peer has counted, once it was asked: after the first store, and after the last. */
  signals: z.strictObject({ first: z.int(), all: z.int().optional() }).optional(),
  /** The whole payload's place in the memory of the peer, as read when the first signal was in. */
  torn: rawBytes.optional(),
  /** The same, after the last store. */
  end: rawBytes.optional(),
  /** The lane is over. */
  done: z.boolean(),
  /** Why it ended early. */
  error: errorSchema.optional(),
});
export type LanePart = z.infer<typeof lanePartSchema>;
