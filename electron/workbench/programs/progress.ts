import { errorInfo, errorLine } from '../../../native-bridge/contract/errors.ts';
import type { SessionListener } from '../workbench-session.ts';
import type { ProgramResult, RunHooks } from './run.ts';

/** Passes on the steps of run number `run` as progress, and to `step`. */
export function progressOf(listener: SessionListener, run: number, step: RunHooks['step']): RunHooks['step'] {
  return (result, done, total) => {
    const failed = result.failure ? 1 : 0;
    listener.progress({ run, done, total, failed, finished: false, message: result.failure });
    step?.(result, done, total);
  };
}

/** Passes on the end of run number `run`, however it ends. */
export function progressAtEnd(listener: SessionListener, run: number, finished: Promise<ProgramResult>): void {
  finished.then(
    ({ done, total, failed, failure }) =>
      listener.progress({ run, done, total, failed, finished: true, message: failure?.failure }),
    (thrown) => listener.progress({ run, done: 0, failed: 1, finished: true, message: errorLine(errorInfo(thrown)) }),
  );
}
