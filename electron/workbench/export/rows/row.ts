import type { RequestRow } from '../../../contract/app-contract.ts';
import type { RecordedMessage } from '../../recorder/messages.ts';

/** One operation of a burst. */
export interface Operation {
  /** Number of the burst in its session, and of the operation in its burst; both count from 0. */
  readonly burst: number;
  readonly operation: number;
  /** ns since the session began. */
  readonly atNs: bigint;
  /** On the target's own clock, ns. */
  readonly startNs: bigint;
  readonly durationNs: number;
  /** Bytes moved, or -errno. */
  readonly result: number;
  readonly spec: Record<string, unknown>;
  readonly modelled: boolean;
}

/** What a row of a table is made from: a request or mark with all its bytes, or an operation of a burst. */
export type RowSource =
  | { readonly request: RequestRow; readonly message?: RecordedMessage<'request'>; readonly operation?: undefined }
  | { readonly operation: Operation; readonly request?: undefined; readonly message?: undefined };
