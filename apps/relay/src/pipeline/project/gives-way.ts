import type { ProjectorSignal } from './projector-signal.ts';

/** So long at the most, in one flood. Milliseconds. */
const longestMs = 5_000;

/**
 * When the projector waits: while very many requests want their answer at once. A vendor that gets
 * none in time gives a webhook up, while an event is made a few seconds later. Once for each flood
 * and not for long, so that events are made however much comes.
 */
export class GivesWay {
  readonly #signal: Pick<ProjectorSignal, 'isFlooded'>;
  /** When the present flood began; epoch milliseconds. */
  #since: number | undefined;

  constructor(signal: Pick<ProjectorSignal, 'isFlooded'>) {
    this.#signal = signal;
  }

  /** @param now epoch milliseconds */
  mustWait(now: number): boolean {
    if (!this.#signal.isFlooded(now)) {
      this.#since = undefined;
      return false;
    }
    this.#since ??= now;
    return Math.abs(now - this.#since) < longestMs;
  }
}
