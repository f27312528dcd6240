import { writeU64 } from '../../abi/bytes.ts';
import type { ByteOrder } from '../../abi/types.ts';
import type { Outcome, Request } from '../../contract/bridge-contract.ts';
import { WorkbenchError } from '../../contract/errors.ts';
import { fillBytes } from '../../contract/fills.ts';
import type { BufferView } from '../../contract/requests/kind.ts';
import type { Buffers } from './buffers.ts';
import type { Interrupts } from './interrupts.ts';

/** Requests that make no system call: the bridge's own memory, and waiting for a signal. */

export interface Own {
  readonly buffers: Buffers;
  readonly interrupts: Interrupts;
  readonly byteOrder: ByteOrder;
  /** Ends a wait early. */
  readonly isCancelled: () => boolean;
}

/** What came of it, with the buffer that was allocated. */
export type OwnResult = Pick<Outcome, 'status' | 'data'> & { readonly allocated?: BufferView };

type Of<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>;

/** Carries out a request that makes no system call. Throws `bad-request` for what it names but does not exist. */
export async function performOwn(request: Request, own: Own): Promise<OwnResult> {
  switch (request.kind) {
    case 'buffer.alloc':
      return allocate(request, own);
    case 'buffer.fill':
      return fill(request, own);
    case 'buffer.read':
      return { status: 'ok', data: own.buffers.read(request.buffer, request.at, request.length) };
    case 'irq.wait':
      return wait(request, own);
    default:
      throw refused(request.kind, `${request.kind} makes no system call on this function.`);
  }
}

function allocate({ buffer, size }: Of<'buffer.alloc'>, { buffers }: Own): OwnResult {
  return { status: 'ok', allocated: buffers.allocate(buffer, size) };
}

function fill({ buffer, at, length, fill }: Of<'buffer.fill'>, { buffers }: Own): OwnResult {
  const wanted = length ?? Math.max(0, buffers.sizeOf(buffer) - at);
  buffers.write(buffer, at, fillBytes(fill, wanted));
  return { status: 'ok' };
}

/** Answers how often the vector fired, as an eventfd does: a u64 in host byte order. */
async function wait({ index, vector, timeoutMs }: Of<'irq.wait'>, own: Own): Promise<OwnResult> {
  if (!own.interrupts.isArmed(index, vector)) {
    throw refused('irq.wait', `Vector ${vector} of interrupt ${index} is not armed.`, 'Send irq.arm for it first.');
  }
  const count = await own.interrupts.wait(index, vector, timeoutMs, own.isCancelled);
  if (count === 0n) return { status: 'timeout' };
  const data = new Uint8Array(8);
  writeU64(data, 0, count, own.byteOrder);
  return { status: 'ok', data };
}

const refused = (op: string, message: string, next?: string) =>
  new WorkbenchError({ code: 'bad-request', message, next, op });
