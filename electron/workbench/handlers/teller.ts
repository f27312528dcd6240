/** Least time between two tellings of progress. */
const PROGRESS_MS = 100;

/** Tells progress, but not more often than a window can show it. */
export function teller(tell: (done: number, total: number) => void): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    if (Date.now() - told < PROGRESS_MS) return;
    told = Date.now();
    tell(done, total);
  };
}
