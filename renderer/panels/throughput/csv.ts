import type { ThroughputSlice } from '../../../electron/contract/app-contract.ts';
import { startOf } from '../../store/throughput.ts';

const COLUMNS =
  'from_ns,span_ns,op,path,ops,bytes,errors,device_operations,dropped,p50_ns,p90_ns,p99_ns,max_ns,modelled';

/** The slices as comma-separated values, a line for each operation and way in each slice; latencies are of the whole slice. */
export function slicesCsv(slices: readonly ThroughputSlice[]): string {
  const lines = slices.flatMap((slice) => {
    const { spanNs, p50, p90, p99, max, modelled } = slice;
    return slice.parts.map(({ op, path = '', ops, bytes, errors, operations, dropped }) =>
      [startOf(slice), spanNs, op, path, ops, bytes, errors, operations, dropped, p50, p90, p99, max, modelled].join(
        ',',
      ),
    );
  });
  return `${[COLUMNS, ...lines].join('\n')}\n`;
}
