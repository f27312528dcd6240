import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type ErrorInfo, WorkbenchError } from '../../../native-bridge/contract/errors.ts';
import type { CompareProgress } from '../../contract/compare/messages.ts';
import { type Compared, type CompareHooks, type CompareOptions, compareFiles } from './compare-files.ts';

/** What the thread is started with, and what it says. */
export interface CompareTask {
  readonly left: string;
  readonly right: string;
  readonly options: CompareOptions;
}
export type CompareNote =
  | { readonly progress: CompareProgress }
  | { readonly compared: Compared }
  | { readonly error: ErrorInfo };

/** The program of the thread lies beside the bundle that this is part of; sources that are not bundled have none. */
const program = new URL(`./compare-worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);
const isBundled = !program.pathname.endsWith('.ts');

/** As `compareFiles`, in a thread of its own, so that nothing else of this process waits for it; a stop ends it at once. */
export function compareInThread(left: string, right: string, options: CompareOptions, hooks: CompareHooks) {
  if (!isBundled) return compareFiles(left, right, options, hooks);
  return new Promise<Compared>((resolve, reject) => {
    const task: CompareTask = { left, right, options };
    const worker = new Worker(fileURLToPath(program), { workerData: task });
    const end = (settle: () => void) => {
      hooks.signal?.removeEventListener('abort', stop);
      settle();
      void worker.terminate();
    };
    const fail = (info: ErrorInfo) => end(() => reject(new WorkbenchError(info)));
    const stop = () => fail({ code: 'stopped', message: 'The comparison was stopped.' });
    worker.on('message', (note: CompareNote) => {
      if ('compared' in note) end(() => resolve(note.compared));
      else if ('error' in note) fail(note.error);
      else hooks.progress?.(note.progress);
    });
    worker.on('error', (thrown) => fail({ code: 'internal', message: `The comparison failed: ${thrown.message}` }));
    worker.on('exit', () => fail({ code: 'internal', message: 'The comparison ended without a result.' }));
    hooks.signal?.addEventListener('abort', stop);
    if (hooks.signal?.aborted) stop();
  });
}
