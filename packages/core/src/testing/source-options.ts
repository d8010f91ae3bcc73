import type { SourceOptions } from '../source/index.ts';
import { createFakeClock } from './fake-clock.ts';

/**
 * An outside world for a source under test: a clock that stands still, randomness that is always
 * the middle, and a transport that reaches nobody. Hand in what the test is about.
 */
export function createSourceOptions(overrides: Partial<SourceOptions> = {}): SourceOptions {
  const clock = createFakeClock();
  return {
    transport: ({ method, url }) =>
      Promise.reject(
        new Error(`This test has no transport, but the source asked ${method} ${url}.`),
      ),
    now: clock.now,
    random: () => 0.5,
    sleep: clock.sleep,
    ...overrides,
  };
}
