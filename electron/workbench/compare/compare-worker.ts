import { parentPort, workerData } from 'node:worker_threads';
import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import type { CompareProgress } from '../../contract/compare/messages.ts';
import { compareFiles } from './compare-files.ts';
import type { CompareNote, CompareTask } from './compare-thread.ts';

/** The thread of a comparison: compares what it is started with, tells how far it is, then the result or what was wrong. */

/** Least time between two tellings of progress in one phase, ms. */
const PROGRESS_MS = 100;

const { left, right, options } = workerData as CompareTask;
const tell = (note: CompareNote) => parentPort?.postMessage(note);

let told = { at: 0, phase: '' };
const progress = (progress: CompareProgress) => {
  if (progress.phase === told.phase && performance.now() - told.at < PROGRESS_MS) return;
  told = { at: performance.now(), phase: progress.phase };
  tell({ progress });
};

compareFiles(left, right, options, { progress }).then(
  (compared) => tell({ compared }),
  (thrown) => tell({ error: errorInfo(thrown) }),
);
