import { hexNumber } from '../../../native-bridge/abi/hex.ts';
import type { Outcome, Request, SyscallRecord } from '../../../native-bridge/contract/bridge-contract.ts';
import type { ErrorInfo } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../../contract/app-contract.ts';
import { toJson } from '../json.ts';

/** Bytes of payload or answer a row carries; the recording has them all. */
export const ROW_BYTES = 4096;

/** When and where a request went: the part of its row that the session knows. */
export interface RowPlace {
  readonly seq: number;
  readonly atNs: bigint;
  readonly on?: string;
}

/** The row of a request that was answered. */
export function answeredRow(request: Request, outcome: Outcome, place: RowPlace): RequestRow {
  const { status, errno, path, operations, durationNs, broken, warnings, modelled, syscall } = outcome;
  const data = payloadOf(request, outcome);
  return {
    ...place,
    ...requestPart(request),
    durationNs,
    status,
    errno,
    rc: syscall?.rc,
    path,
    operations,
    data: data?.subarray(0, ROW_BYTES),
    bytes: data?.length ?? 0,
    syscall: syscall && syscallLine(syscall),
    broken,
    warnings,
    modelled,
  };
}

/** The row of a request that no answer exists for: refused before the kernel saw it, or lost with the bridge. */
export function refusedRow(request: Request, error: ErrorInfo, place: RowPlace): RequestRow {
  return { ...place, ...requestPart(request), ...NOTHING_HAPPENED, status: 'refused', error };
}

export function markRow(note: string, place: RowPlace): RequestRow {
  return { ...place, ...NOTHING_HAPPENED, kind: 'mark', request: {}, status: 'ok', note };
}

/** `pwrite device 0x2000000 4096`; `ioctl VFIO_DEVICE_RESET device`. */
export function syscallLine({ name, on, position, length }: SyscallRecord): string {
  const place = position === undefined ? [] : [hexNumber(position)];
  const size = length === undefined ? [] : [String(length)];
  return [name, on, ...place, ...size].join(' ');
}

/** The bytes a request is about: what came back, else what was stored. */
export function payloadOf(request: Request, outcome: Outcome): Uint8Array | undefined {
  if (outcome.data && outcome.data.length > 0) return outcome.data;
  return outcome.sent ?? ('data' in request ? request.data : undefined);
}

const NOTHING_HAPPENED = { durationNs: 0n, bytes: 0, broken: [], warnings: [], modelled: false };

function requestPart({ kind, ...fields }: Request) {
  return { kind, request: toJson(fields, ROW_BYTES) as Record<string, unknown> };
}
