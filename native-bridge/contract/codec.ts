import { decode, encode } from '@msgpack/msgpack';
import * as z from 'zod';
import { errorSchema } from './errors.ts';

/**
 * Message envelopes and their bytes. MessagePack keeps the difference between number and bigint (64-bit integers are bigint),
 * and carries bytes without text encoding.
 */
export const envelopeSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('call'), id: z.int(), method: z.string(), params: z.unknown() }),
  z.strictObject({ t: z.literal('ok'), id: z.int(), result: z.unknown() }),
  z.strictObject({ t: z.literal('error'), id: z.int(), error: errorSchema }),
  z.strictObject({ t: z.literal('cancel'), id: z.int() }),
  z.strictObject({ t: z.literal('event'), event: z.string(), payload: z.unknown() }),
  z.strictObject({ t: z.literal('ping') }),
  z.strictObject({ t: z.literal('pong') }),
]);
export type Envelope = z.infer<typeof envelopeSchema>;

const OPTIONS = { useBigInt64: true, ignoreUndefined: true } as const;

export const encodeEnvelope = (envelope: Envelope): Uint8Array => encode(envelope, OPTIONS);

/** No array or map has more elements than the message has bytes: what a message claims must not make room for more. */
const boundedBy = ({ length }: Uint8Array) => ({ ...OPTIONS, maxArrayLength: length, maxMapLength: length });

/** The envelope in `bytes`, or undefined when they are not one: the caller decides how to cut the peer off. */
export function decodeEnvelope(bytes: Uint8Array): Envelope | undefined {
  try {
    const parsed = envelopeSchema.safeParse(decode(bytes, boundedBy(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
