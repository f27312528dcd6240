import { expect, test } from 'vitest';
import type { RequestRow } from '../../contract/app-contract.ts';
import { RowLog } from './row-log.ts';

const row = (seq: number, part: Partial<RequestRow> = {}): RequestRow => ({
  ...{ seq, atNs: BigInt(seq), durationNs: 1n, kind: 'pcistb', request: {}, status: 'ok', bytes: 0 },
  ...{ broken: [], warnings: [], modelled: true, ...part },
});

const seqs = (rows: readonly RequestRow[]) => rows.map(({ seq }) => seq);

test('rows beyond the bound are dropped from the front and counted; places count from the first request', () => {
  const log = new RowLog(10);
  for (let seq = 0; seq < 35; seq++) log.add(row(seq));
  expect([log.total, log.dropped]).toEqual([35, 25]);
  expect(seqs(log.page(0, 100).rows)).toEqual([25, 26, 27, 28, 29, 30, 31, 32, 33, 34]);
  expect(seqs(log.page(27, 2).rows)).toEqual([27, 28]);
  expect(seqs(log.page(0, 20).rows)).toEqual([]);
});

test('payloads are bounded as well as rows', () => {
  const log = new RowLog(1000, 100);
  for (let seq = 0; seq < 5; seq++) log.add(row(seq, { data: new Uint8Array(40) }));
  expect(seqs(log.page(0, 9).rows.concat(log.page(3, 9).rows))).toEqual([3, 4, 3, 4]);
});

test('a filter matches kind, status, and text in path, errno name and note', () => {
  const log = new RowLog();
  log.add(row(0, { path: 'vfio-bar' }));
  log.add(row(1, { status: 'errno', errno: 22 }));
  log.add(row(2, { kind: 'mark', note: 'Second run' }));
  expect(seqs(log.page(0, 9, { text: 'einval' }).rows)).toEqual([1]);
  expect(seqs(log.page(0, 9, { text: 'SECOND' }).rows)).toEqual([2]);
  expect(seqs(log.page(0, 9, { kind: 'pcistb', text: 'bar' }).rows)).toEqual([0]);
  expect(log.page(1, 1, { status: 'ok' })).toMatchObject({ total: 3, matched: 2, rows: [{ seq: 2 }] });
  expect(log.errors).toBe(1);
});
