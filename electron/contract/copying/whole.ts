import { WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { RequestRow } from '../app-contract.ts';

/** Stands at the end of hex that was cut, so that it can never pass as hex. */
const CUT = '…';

/** Payload or answer of a row; undefined when it has none. Throws `bad-request` when the row has only the first bytes. */
export function wholeBytes(row: RequestRow): Uint8Array | undefined {
  const { data, bytes, count } = row;
  if (count !== undefined || !data?.length) return undefined;
  if (data.length < bytes) throw cut(row);
  return data;
}

/** The fields of the request, as a program writes them. Throws `bad-request` when its payload was cut. */
export function wholeFields(row: RequestRow): Record<string, unknown> {
  if (isCut(row.request)) throw cut(row);
  return row.request;
}

function isCut(value: unknown): boolean {
  if (typeof value === 'string') return value.endsWith(CUT);
  return value !== null && typeof value === 'object' && Object.values(value).some(isCut);
}

const cut = ({ seq, kind, bytes }: RequestRow) =>
  new WorkbenchError({
    code: 'bad-request',
    message: `Of the ${bytes} bytes of request ${seq} (${kind}) only the first are at hand.`,
    next: 'Record the session and copy from the recording with zpciwb show --as.',
  });
