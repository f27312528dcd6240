import type { ErrorInfo } from '../../native-bridge/contract/errors.ts';
import type { ProgramProgress, RequestRow, RowFilter, Session, ThroughputReach } from '../contract/app-contract.ts';
import type { RowPage } from './rows/row-log.ts';
import type { Slices, Stretch } from './throughput/span-log.ts';

/** What an open target and an opened recording have in common: everything that can be looked at. */
export interface WorkbenchSession {
  readonly id: string;
  readonly address: string;
  describe(): Session;
  page(from: number, count: number, filter?: RowFilter): RowPage | Promise<RowPage>;
  slices(stretch: Stretch): Slices | Promise<Slices>;
  /** How far the throughput reaches that is known by now. */
  readonly reach: ThroughputReach | undefined;
  close(): Promise<void>;
}

/** What a session tells whoever shows it. Called at once, after the recording has it. */
export interface SessionListener {
  changed(): void;
  row(row: RequestRow): void;
  /** There is throughput that was not told yet. */
  throughput(): void;
  event(event: string, message: string, atNs: bigint): void;
  progress(progress: Omit<ProgramProgress, 'session'>): void;
  notice(error: ErrorInfo): void;
}

export const silentListener: SessionListener = {
  changed() {},
  row() {},
  throughput() {},
  event() {},
  progress() {},
  notice() {},
};
