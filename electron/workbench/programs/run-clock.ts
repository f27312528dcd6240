/** Time as a run sees it. Tests give one that moves when they say so. */
export interface RunClock {
  /** ms since some moment. */
  now(): number;
  /** Resolves after `ms`, or at once when `end` is aborted. */
  sleep(ms: number, end?: AbortSignal): Promise<void>;
}

export const runClock: RunClock = { now: () => performance.now(), sleep };

function sleep(ms: number, end?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (end?.aborted) return resolve();
    const timer = setTimeout(wake, ms);
    function wake() {
      clearTimeout(timer);
      end?.removeEventListener('abort', wake);
      resolve();
    }
    end?.addEventListener('abort', wake);
  });
}
