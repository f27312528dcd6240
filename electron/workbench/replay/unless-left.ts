/** What a call may take to come back once it is asked to stop, ms: an answer that is on its way is worth having. */
const GRACE_MS = 50;

/** What `work` comes to; when it is not over soon after `stop` is aborted it is left behind, and this rejects with `left()`. */
export function unlessLeft<T>(work: Promise<T>, stop: AbortSignal, left: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const leave = () => {
      timer = setTimeout(() => reject(left()), GRACE_MS);
    };
    if (stop.aborted) leave();
    else stop.addEventListener('abort', leave);
    const over = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', leave);
    };
    work.finally(over).then(resolve, reject);
  });
}
