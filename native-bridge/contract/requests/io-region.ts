import { encode } from '../../abi/layout.ts';
import { ZPCI_IO_REQUEST_AT, zpciIoRequest } from '../../abi/structures/zpci-io.ts';
import type { StoreBlock } from '../../rules/types.ts';
import type { FunctionView, PlannedCall } from './kind.ts';
import { positionIn } from './position.ts';
import { absent, badRequest } from './refuse.ts';

/** Longest length the 16-bit field of the request can say. */
const LONGEST = 0xffff;

/** The one pwrite that runs a request of the zPCI I/O region: its 32 bytes, in host byte order, at the request's place. */
export function ioRegionCall(op: string, request: Required<StoreBlock>, view: FunctionView): PlannedCall {
  if (view.zpciIoRegion === undefined) throw absent(op, 'The driver of this function offers no zPCI I/O region.');
  if (request.length > LONGEST)
    throw badRequest(op, `${request.length} bytes exceed the 16-bit length of the request.`);
  const { flags, gaddr, offset, length: len, space: pcias } = request;
  const position = positionIn(op, view, view.zpciIoRegion, BigInt(ZPCI_IO_REQUEST_AT));
  const data = encode(zpciIoRequest, { flags, gaddr, offset, len, pcias }, view.facts.byteOrder);
  return { call: 'pwrite', on: 'device', position, data };
}
