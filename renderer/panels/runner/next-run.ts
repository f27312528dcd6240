import type { Program } from '../../../electron/contract/program.ts';
import { previewRows, type Row, type RowSet, rowSet } from '../../../electron/contract/programs/rows.ts';
import { totalSteps } from '../../../electron/contract/programs/walk.ts';
import { errorInfo, errorLine } from '../../../native-bridge/contract/errors.ts';

/** Rows shown at either end. */
const ENDS = 5;

/** What a program would run with. */
export interface NextRun {
  readonly rows: RowSet;
  /** The first and last rows, with their places. */
  readonly shown: readonly { readonly index: number; readonly row: Row }[];
  /** Of all rows and iterations. */
  readonly steps: number;
}

/** The rows and steps a run of the program would have, or why none can be told. Never throws. */
export function nextRun(program: Program, iterations?: number): NextRun | { readonly wrong: string } {
  try {
    const rows = rowSet(program);
    return { rows, shown: previewRows(rows, 2 * ENDS), steps: totalSteps(program, rows, iterations) };
  } catch (thrown) {
    return { wrong: errorLine(errorInfo(thrown)) };
  }
}
