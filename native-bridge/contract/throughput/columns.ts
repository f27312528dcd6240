import type { BurstSlice } from '../bridge-contract.ts';
import { WorkbenchError } from '../errors.ts';

/** The columns of a burst slice, read where they lie: little-endian, one entry an operation. */
export interface BurstColumns {
  readonly count: number;
  /** Start on the target's clock, ns after `originNs`; exact for 104 days. */
  startNs(index: number): number;
  durationNs(index: number): number;
  /** Bytes moved, or -errno. */
  result(index: number): number;
}

/** Bytes of one operation in each column. */
export const COLUMN_WIDTHS = { startNs: 8, durationNs: 4, result: 4 } as const;

type ColumnBytes = Pick<BurstSlice, 'count' | 'startNs' | 'durationNs' | 'result'>;

/** First start in the columns, ns on the target's clock; undefined when they are empty. */
export const firstStart = (slice: ColumnBytes): bigint | undefined =>
  slice.startNs.length < 8 ? undefined : viewOf(slice.startNs).getBigUint64(0, true);

/** Throws `bad-answer` when the columns do not hold `count` operations each. */
export function columnsOf(slice: ColumnBytes, originNs: bigint): BurstColumns {
  for (const [name, width] of Object.entries(COLUMN_WIDTHS) as [keyof typeof COLUMN_WIDTHS, number][])
    if (slice[name].length !== slice.count * width) throw wrongLength(name, slice[name].length, slice.count * width);
  const startNs = viewOf(slice.startNs);
  const originHigh = Number(originNs >> 32n);
  const originLow = Number(originNs & 0xffff_ffffn);
  const durationNs = viewOf(slice.durationNs);
  const result = viewOf(slice.result);
  return {
    count: slice.count,
    startNs: (index) =>
      (startNs.getUint32(index * 8 + 4, true) - originHigh) * 2 ** 32 +
      (startNs.getUint32(index * 8, true) - originLow),
    durationNs: (index) => durationNs.getUint32(index * 4, true),
    result: (index) => result.getInt32(index * 4, true),
  };
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const wrongLength = (column: string, length: number, expected: number) =>
  new WorkbenchError({
    code: 'bad-answer',
    message: `Burst column ${column} has ${length} bytes where ${expected} were announced.`,
  });
