import type { RequestRow } from '../../../electron/contract/app-contract.ts';
import { sessionTime } from '../../text/quantities.ts';
import { latencyOf, lengthOf, offsetOf, pathOf, resultOf, spaceOf, tailOf } from './row-cells.ts';

/** The columns of the list, in order. */
export interface Column {
  readonly name: string;
  readonly look: 'number' | 'strong' | 'plain' | 'dim' | 'result' | 'latency';
  readonly text: (row: RequestRow) => string;
}

export const columns: readonly Column[] = [
  { name: '#', look: 'number', text: ({ seq }) => String(seq) },
  { name: 'time s', look: 'number', text: ({ atNs }) => sessionTime(atNs) },
  { name: 'op', look: 'strong', text: ({ kind }) => kind },
  { name: 'space', look: 'plain', text: spaceOf },
  { name: 'offset', look: 'number', text: offsetOf },
  { name: 'len', look: 'number', text: lengthOf },
  { name: 'path', look: 'dim', text: pathOf },
  { name: 'result', look: 'result', text: resultOf },
  { name: 'latency', look: 'latency', text: latencyOf },
  { name: 'bytes / rule', look: 'dim', text: tailOf },
];
