import type { BufferView, FunctionView } from './kind.ts';
import { badRequest } from './refuse.ts';

/** The named buffer. Throws `bad-request` when the session has none of that name. */
export function bufferNamed(op: string, name: string, { buffers }: FunctionView): BufferView {
  const buffer = buffers.find((one) => one.name === name);
  if (buffer) return buffer;
  throw badRequest(op, `There is no buffer ${name}.`, 'Allocate it first with buffer.alloc.');
}

/** Address of `length` bytes from `at` of a buffer. Throws `bad-request` when they are not all inside `room` bytes. */
export function addressIn(
  op: string,
  { name, vaddr, size }: BufferView,
  at: bigint,
  length: bigint,
  room = BigInt(size),
): bigint {
  if (at + length <= room) return vaddr + at;
  throw badRequest(
    op,
    `${length} bytes from ${at} leave the ${room} bytes of buffer ${name}.`,
    'Stay inside the buffer.',
  );
}
