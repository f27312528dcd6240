import { useEffect, useState } from 'react';

const now = () => BigInt(Date.now()) * 1_000_000n;

/** Wall clock in ns since 1970, renewed every `everyMs`. */
export function useNow(everyMs: number): bigint {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return time;
}
