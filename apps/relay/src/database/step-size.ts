/** The initial number of rows, and the maximum per transaction. */
const minRows = 20;
const maxRows = 500;

/** A step that takes longer than this is too large: other writers wait for it. Milliseconds. */
const longestMs = 4;

/** After a step, others have the database to themselves for this many times as long. */
const restFactor = 3;
const maxRestMs = 100;

/**
 * How many rows the next step of a purge takes, based on the duration of previous steps: on a slow
 * or busy machine steps become smaller, so that a webhook waits for milliseconds.
 */
export class StepSize {
  #rows = minRows * 4;

  get rows(): number {
    return this.#rows;
  }

  /** @returns how long to leave the database to others, in milliseconds of real time */
  took(milliseconds: number): number {
    if (milliseconds > longestMs) this.#rows = Math.max(minRows, Math.floor(this.#rows / 2));
    else if (milliseconds < longestMs / 2) this.#rows = Math.min(maxRows, this.#rows + minRows);
    return Math.min(maxRestMs, milliseconds * restFactor);
  }
}
