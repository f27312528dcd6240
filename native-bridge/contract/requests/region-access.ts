import { MAX_TRANSFER_BYTES } from '../limits.ts';
import type { FunctionView, Plan } from './kind.ts';
import { planned } from './planned.ts';
import { positionIn } from './position.ts';
import { badRequest } from './refuse.ts';
import { regionOperations, regionVerdict } from './region-verdict.ts';

/** Region access as one pread or one pwrite, for region.* and config.*. */

export function planRead(op: string, region: number, offset: bigint, length: number, view: FunctionView): Plan {
  const access = { region, offset, length, write: false };
  const position = positionIn(op, view, region, offset);
  return planned({ call: 'pread', on: 'device', position, length }, regionVerdict(access, view), {
    operations: regionOperations(access, view),
  });
}

export function planWrite(op: string, region: number, offset: bigint, data: Uint8Array, view: FunctionView): Plan {
  if (data.length > MAX_TRANSFER_BYTES)
    throw badRequest(op, `${data.length} bytes exceed the limit of ${MAX_TRANSFER_BYTES}.`);
  const access = { region, offset, length: data.length, write: true };
  const position = positionIn(op, view, region, offset);
  return planned({ call: 'pwrite', on: 'device', position, data }, regionVerdict(access, view, data), {
    operations: regionOperations(access, view),
  });
}
