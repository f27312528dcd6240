import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import { errnoName } from '../../../native-bridge/abi/errno.ts';
import { groupedHex, parseUnsigned, toHex } from '../../../native-bridge/abi/hex.ts';
import { sizeText } from '../../../native-bridge/abi/text.ts';
import { countOf, durationText } from '../../text/quantities.ts';

/** The texts of one line of the list. */

const SHOWN_BYTES = 24;

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** A 64-bit value of a request (`0x2000000`) grouped for reading. */
function address(value: unknown): string {
  const number = parseUnsigned(text(value));
  return number === undefined ? text(value) : groupedHex(number);
}

/** A size with its unit: `4 KiB`. */
function size(value: unknown): string {
  const number = parseUnsigned(text(value));
  return number === undefined ? text(value) : sizeText(number);
}

/** What a request is aimed at: PCI address space, region, buffer or interrupt. */
export function spaceOf({ kind, request }: RequestRow): string {
  if (kind.startsWith('config.')) return 'cfg';
  if (kind.startsWith('dma.')) return 'iova';
  if (request.region !== undefined) return `r${text(request.region)}`;
  return text(request.space ?? request.buffer ?? request.index);
}

export const offsetOf = ({ request }: RequestRow): string => address(request.offset ?? request.iova ?? request.at);

export function lengthOf({ kind, request, bytes, count }: RequestRow): string {
  if (kind === 'mark') return '';
  return size(count === undefined && bytes > 0 ? bytes : (request.length ?? request.size));
}

/** The store path taken, and the function it went to when that is not the session's own. */
export const pathOf = ({ path, on }: RequestRow): string => [path, on && `@${on}`].filter(Boolean).join(' ');

/** `ok`, the errno's name, `timeout`, `refused`; a loop with failures names their number. */
export function resultOf({ status, errno, errors, error }: RequestRow): string {
  if (errors) return countOf(errors, 'error');
  if (errno) return errnoName(errno);
  return status === 'refused' ? (error?.code ?? 'refused') : status;
}

export const isFailure = ({ status, errors }: RequestRow) => status !== 'ok' || Boolean(errors);

/** How long it took; a mark takes no time. */
export const latencyOf = ({ kind, durationNs }: RequestRow): string =>
  kind === 'mark' ? '' : durationText(durationNs);

/** What the last column says: broken rules, why it was refused, a note, a loop's count, or the first bytes. */
export function tailOf({ broken, error, note, count, data, warnings }: RequestRow): string {
  if (note !== undefined) return note;
  if (broken.length > 0) return `rule ${broken.join(', ')}`;
  if (error) return error.message;
  if (count !== undefined) return countOf(count, 'operation');
  return warnings[0] ?? (data ? spaced(data) : '');
}

const spaced = (data: Uint8Array) => toHex(data.subarray(0, SHOWN_BYTES)).replace(/..(?=.)/g, '$& ');
