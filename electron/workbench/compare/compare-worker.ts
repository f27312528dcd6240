import { parentPort, workerData } from 'node:worker_threads';
import { errorInfo } from '../../../native-bridge/contract/errors.ts';
import { compareFiles } from './compare-files.ts';
import type { CompareNote, CompareTask } from './compare-thread.ts';

/** The thread of a comparison: compares what it is started with, tells how far it is, then the result or what was wrong. */

/** Least time between two tellings of progress, ms. */
const PROGRESS_MS = 50;

const { left, right, options } = workerData as CompareTask;
const tell = (note: CompareNote) => parentPort?.postMessage(note);

let told = 0;
const progress = (done: number, total: number) => {
  if (performance.now() - told < PROGRESS_MS) return;
  told = performance.now();
  tell({ done, total });
};

compareFiles(left, right, options, { progress }).then(
  (compared) => tell({ compared }),
  (thrown) => tell({ error: errorInfo(thrown) }),
);
