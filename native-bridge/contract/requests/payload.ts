import { MAX_TRANSFER_BYTES } from '../limits.ts';
import type { PayloadFields } from './fields.ts';
import type { FunctionView } from './kind.ts';
import { addressIn, bufferNamed } from './memory.ts';
import { badRequest } from './refuse.ts';

/** Payload of a store: inline bytes, or a place in the bridge's memory whose bytes a plan does not know. */
export type Payload =
  | { readonly length: number; readonly data: Uint8Array; readonly vaddr?: undefined }
  | { readonly length: number; readonly vaddr: bigint; readonly data?: undefined };

/** The payload of a store request. Throws `bad-request` for a buffer it leaves or that does not exist, and for too many bytes. */
export function payloadOf({ data, from }: PayloadFields, view: FunctionView): Payload {
  if (from) {
    const buffer = bufferNamed('pcistb', from.buffer, view);
    return { length: from.length, vaddr: addressIn('pcistb', buffer, BigInt(from.at), BigInt(from.length)) };
  }
  const inline = data ?? new Uint8Array();
  if (inline.length <= MAX_TRANSFER_BYTES) return { length: inline.length, data: inline };
  throw badRequest('pcistb', `${inline.length} bytes exceed the limit of ${MAX_TRANSFER_BYTES}.`);
}
