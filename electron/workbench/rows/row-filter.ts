import { errnoName } from '../../../native-bridge/abi/errno.ts';
import type { RequestRow, RowFilter } from '../../contract/app-contract.ts';

/** Whether a row matches every given field of the filter; `text` is searched, ignoring case, in kind, path, errno name and note. */
export function rowMatches(row: RequestRow, { kind, status, text }: RowFilter): boolean {
  if (kind !== undefined && row.kind !== kind) return false;
  if (status !== undefined && row.status !== status) return false;
  return !text || searchedText(row).includes(text.toLowerCase());
}

function searchedText({ kind, path, errno, note, on, error }: RequestRow): string {
  const errnoText = errno === undefined ? undefined : errnoName(errno);
  return [kind, path, errnoText, note, on, error?.code].filter(Boolean).join(' ').toLowerCase();
}
