import { toHex } from '../../../../native-bridge/abi/hex.ts';
import type { ExportFormat, Piece } from '../format.ts';
import { rowColumns, type Value } from '../rows/columns.ts';
import { RowReader } from '../rows/row-reader.ts';

/**
 * RFC 4180: a header, then one row a request. Numbers are decimal and exact, whatever their width; bytes are hex, times ISO 8601 in
 * UTC with nine decimals. An absent value is an empty field.
 */
export const csv: ExportFormat = {
  name: 'csv',
  title: 'CSV table',
  ending: '.csv',
  isText: true,
  start: (options) => {
    const reader = new RowReader(options);
    let before = line(rowColumns.map(({ name }) => name));
    return {
      *take(played) {
        for (const row of reader.rows(played)) {
          yield before + line(rowColumns.map(({ type, of }) => cell(of(row, reader.session), type)));
          before = '';
        }
      },
      *end(): Generator<Piece> {
        yield before;
      },
    };
  },
};

const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`;

function cell(value: Value, type: string): string {
  if (value === undefined) return '';
  if (value instanceof Uint8Array) return toHex(value);
  if (type === 'time') return isoTime(value as bigint);
  return quoted(String(value));
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const NS_PER_S = 1_000_000_000n;

/** `2026-01-31T09:45:00.123456789Z` for ns since 1970. */
function isoTime(ns: bigint): string {
  const seconds = new Date(Number(ns / NS_PER_S) * 1000).toISOString().slice(0, 19);
  return `${seconds}.${String(ns % NS_PER_S).padStart(9, '0')}Z`;
}
