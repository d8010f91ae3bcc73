/**
 * How much comes in, for those who share the thread with it and whose work can wait: a vendor that
 * gets no answer in time gives a webhook up one day, while a delivery is made a little later.
 */
export class IngestLoad {
  #thisTurn = 0;
  #lastTurn = 0;
  #counting = false;

  /** A webhook came. */
  add(): void {
    this.#thisTurn += 1;
    if (this.#counting) return;
    this.#counting = true;
    setImmediate(() => this.#nextTurn());
  }

  /** How many came in one turn of the event loop: this one or the one before. */
  get perTurn(): number {
    return Math.max(this.#thisTurn, this.#lastTurn);
  }

  #nextTurn(): void {
    this.#lastTurn = this.#thisTurn;
    this.#thisTurn = 0;
    this.#counting = this.#lastTurn > 0;
    if (this.#counting) setImmediate(() => this.#nextTurn());
  }
}
