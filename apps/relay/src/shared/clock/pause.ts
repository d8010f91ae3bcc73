import type { Clock } from './clock.ts';

/**
 * Waits for a while, or until a signal is aborted. Leaves no listener on the signal, which may
 * outlast any number of waits.
 *
 * @param options.milliseconds zero or more
 */
export function pause(options: {
  readonly clock: Clock;
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { clock, milliseconds, signal } = options;
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
