import { threadsNow } from './projector-signal.ts';
import type { ProjectorSignal } from './projector-signal.ts';

/** At most this long per flood. Milliseconds. */
const longestMs = 5_000;

/**
 * When the projector waits: while very many requests want their response at once. A vendor that
 * gets none in time eventually stops sending, while an event is created a few seconds later. Once
 * per flood and not for long, so that events are created however much arrives.
 */
export class YieldToRequests {
  readonly #signal: Pick<ProjectorSignal, 'isFlooded'>;
  /** When the current flood started, by the clock of `threadsNow`. */
  #since: number | undefined;

  constructor(signal: Pick<ProjectorSignal, 'isFlooded'>) {
    this.#signal = signal;
  }

  mustWait(now = threadsNow()): boolean {
    if (!this.#signal.isFlooded(now)) {
      this.#since = undefined;
      return false;
    }
    this.#since ??= now;
    return now - this.#since < longestMs;
  }
}
