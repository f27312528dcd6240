import type { Timeline } from '../../../contract/recording-cursor.ts';
import { isError } from '../../rows/row-log.ts';
import { Breath } from '../breath.ts';
import type { RecordingFile } from '../recording-file.ts';

/** Chunks that are read row by row when their time spans several bins; what spans bins beyond that is spread evenly. */
const MAX_READ = 48;

type Bins = Pick<Timeline, 'requests' | 'errors' | 'beginNs' | 'binNs'>;

/** Rows and failed rows over time. */
export async function densityOf(file: RecordingFile, durationNs: bigint, bins: number): Promise<Bins> {
  const { beginNs } = file;
  const binNs = (durationNs - beginNs) / BigInt(bins) + 1n;
  const empty = () => new Array<number>(bins).fill(0);
  const counted: Bins = { beginNs, binNs, requests: empty(), errors: empty() };
  const breath = new Breath();
  let read = 0;
  for (let at = 0; at < file.table.length; at++) {
    const { rows, errors, startNs, endNs } = file.table.entry(at);
    if (breath.due) await breath.take();
    const [first, last] = [binOf(startNs, counted), binOf(endNs, counted)];
    if (first !== last && rows > 0 && read++ < MAX_READ) await countRows(file, at, counted);
    else spread(counted, { first, last, rows, errors });
  }
  return counted;
}

async function countRows(file: RecordingFile, at: number, bins: Bins): Promise<void> {
  const chunk = await file.chunk(at);
  for (let index = 0; index < chunk.entry.rows; index++) {
    const row = chunk.lightRow(index);
    const bin = binOf(row.atNs, bins);
    bins.requests[bin]! += 1;
    if (isError(row)) bins.errors[bin]! += 1;
  }
}

function spread(
  { requests, errors }: Bins,
  chunk: { first: number; last: number; rows: number; errors: number },
): void {
  const share = 1 / (chunk.last - chunk.first + 1);
  for (let bin = chunk.first; bin <= chunk.last; bin++) {
    requests[bin]! += chunk.rows * share;
    errors[bin]! += chunk.errors * share;
  }
}

function binOf(atNs: bigint, { beginNs, binNs, requests }: Bins): number {
  return Math.min(Math.max(Number((atNs - beginNs) / binNs), 0), requests.length - 1);
}
