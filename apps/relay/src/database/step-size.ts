/** Between what numbers of rows a step may change, and how long it should take. */
export interface StepLimits {
  readonly minRows: number;
  readonly maxRows: number;
  /** A step that takes longer is too large: other writers wait for it. Milliseconds. */
  readonly longestMs: number;
}

/** For rows that nobody waits for. */
const purgeLimits: StepLimits = { minRows: 20, maxRows: 500, longestMs: 4 };

/** At first, in the number of smallest steps. */
const firstSteps = 4;

/** After a step, others have the database to themselves for this many times as long. */
const restFactor = 3;
const maxRestMs = 100;

/**
 * How many rows the next step of a purge, or of other background work, takes, based on the duration
 * of previous steps: on a slow or busy machine steps become smaller, so that others wait less for
 * each.
 */
export class StepSize {
  readonly #limits: StepLimits;
  #rows: number;

  constructor(limits: StepLimits = purgeLimits) {
    this.#limits = limits;
    this.#rows = Math.min(limits.maxRows, limits.minRows * firstSteps);
  }

  get rows(): number {
    return this.#rows;
  }

  /** @returns how long to leave the database to others, in milliseconds of real time */
  took(milliseconds: number): number {
    const { minRows, maxRows, longestMs } = this.#limits;
    if (milliseconds > longestMs) this.#rows = Math.max(minRows, Math.floor(this.#rows / 2));
    else if (milliseconds < longestMs / 2) this.#rows = Math.min(maxRows, this.#rows + minRows);
    return Math.min(maxRestMs, milliseconds * restFactor);
  }
}
