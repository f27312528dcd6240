import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';
import type { ProgramProgress, RequestRow, RowFilter, Session, ThroughputSlice } from '../contract/app-contract.ts';
import type { RowPage } from './rows/row-log.ts';

/** What an open target and an opened recording have in common: everything that can be looked at. */
export interface WorkbenchSession {
  readonly id: string;
  readonly address: string;
  describe(): Session;
  page(from: number, count: number, filter?: RowFilter): RowPage | Promise<RowPage>;
  slices(): ThroughputSlice[] | Promise<ThroughputSlice[]>;
  close(): Promise<void>;
}

/** What a session tells whoever shows it. Called at once, after the recording has it. */
export interface SessionListener {
  changed(): void;
  row(row: RequestRow): void;
  slice(slice: ThroughputSlice): void;
  event(event: string, message: string, atNs: bigint): void;
  progress(progress: Omit<ProgramProgress, 'session'>): void;
  notice(error: ErrorInfo): void;
}

export const silentListener: SessionListener = {
  changed() {},
  row() {},
  slice() {},
  event() {},
  progress() {},
  notice() {},
};
