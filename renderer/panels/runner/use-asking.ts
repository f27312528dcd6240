import { useCallback, useRef, useState } from 'react';

/** The list is asked for again this long after an answer at the earliest: the window has other things to draw. */
const COOL_MS = 250;

/** Asks one thing at a time; what is to be asked meanwhile is asked when `round` goes on. */
export function useAsking() {
  const asking = useRef(false);
  const wanted = useRef(false);
  const [round, setRound] = useState(0);
  const ask = useCallback((work: () => Promise<void>) => {
    wanted.current = asking.current;
    if (asking.current) return;
    asking.current = true;
    void work().finally(() =>
      setTimeout(() => {
        asking.current = false;
        if (wanted.current) setRound((now) => now + 1);
      }, COOL_MS),
    );
  }, []);
  return { ask, round };
}
