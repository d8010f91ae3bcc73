import { useEffect, useState } from 'preact/hooks';

import { serverClock } from '../api/server-clock.ts';

/** What is shown relative to now is looked at again this often. Milliseconds. */
const everyMs = 5_000;

const listeners = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The relay's present, moving on every few seconds: one clock for the whole page. */
export function useNow(): number {
  const [now, setNow] = useState(() => serverClock.now());
  useEffect(() => {
    listeners.add(setNow);
    timer ??= setInterval(() => {
      const present = serverClock.now();
      for (const listener of listeners) listener(present);
    }, everyMs);
    return () => {
      listeners.delete(setNow);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, []);
  return now;
}
