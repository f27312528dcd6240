import { errnoName } from '../../../native-bridge/abi/errno.ts';
import type { RequestRow, RowFilter } from '../../contract/app-contract.ts';
import { rowExpression } from '../../contract/row-expression.ts';

/**
 * The test of every given field of the filter; `text` is searched, ignoring case, in kind, path, errno name and note.
 * Throws `usage` when `where` is not an expression.
 */
export function rowTest({ kind, status, text, where }: RowFilter): (row: RequestRow) => boolean {
  const holds = where ? rowExpression(where) : () => true;
  const wanted = text?.toLowerCase() ?? '';
  return (row) =>
    (kind === undefined || row.kind === kind) &&
    (status === undefined || row.status === status) &&
    (wanted === '' || searchedText(row).includes(wanted)) &&
    holds(row);
}

function searchedText({ kind, path, errno, note, on, error }: RequestRow): string {
  const errnoText = errno === undefined ? undefined : errnoName(errno);
  return [kind, path, errnoText, note, on, error?.code].filter(Boolean).join(' ').toLowerCase();
}
