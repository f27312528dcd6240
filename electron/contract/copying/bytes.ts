import type { RequestRow } from '../app-contract.ts';
import { byteFormats } from './byte-formats.ts';
import type { Copier } from './copier.ts';
import { wholeBytes } from './whole.ts';

/** The bytes of requests, in every form that bytes are copied in: what came back, else what was stored. */
export const byteCopiers: readonly Copier[] = byteFormats.map(({ id, title, format }) => {
  const one = (row: RequestRow) => {
    const bytes = wholeBytes(row);
    return bytes && format(bytes, 0);
  };
  return { id, title, of: 'row', copy: (rows) => rows.flatMap((row) => one(row) ?? []).join('\n') };
});
