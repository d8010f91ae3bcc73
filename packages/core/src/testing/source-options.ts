import type { SourceOptions } from '../source/index.ts';
import { createFakeClock } from './fake-clock.ts';

/**
 * A runtime for a source under test: a clock that stands still, and randomness that is always the
 * middle. Pass what the test is about.
 */
export function createSourceOptions(overrides: Partial<SourceOptions> = {}): SourceOptions {
  const clock = createFakeClock();
  return { now: clock.now, random: () => 0.5, sleep: clock.sleep, ...overrides };
}
