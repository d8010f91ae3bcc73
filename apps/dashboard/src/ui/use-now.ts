import { useEffect, useState } from 'preact/hooks';

import { serverClock } from '../api/server-clock.ts';

/** How often relative times are updated. Milliseconds. */
const everyMs = 5_000;

const listeners = new Set<(now: number) => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Returns the relay's current time, updated every few seconds. All components share one timer. */
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
