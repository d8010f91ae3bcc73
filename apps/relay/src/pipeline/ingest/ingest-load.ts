/**
 * The rate of incoming webhooks, for work on the same thread that can wait: a vendor that gets no
 * response in time eventually stops sending, while a delivery is merely made a little later.
 */
export class IngestLoad {
  #thisTurn = 0;
  #lastTurn = 0;
  #counting = false;

  /** A webhook arrived. */
  add(): void {
    this.#thisTurn += 1;
    if (this.#counting) return;
    this.#counting = true;
    setImmediate(() => this.#nextTurn());
  }

  /** How many arrived in one turn of the event loop: this one or the previous one. */
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
