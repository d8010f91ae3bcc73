import { Injectable } from '@nestjs/common';

/** Whether the relay takes work. Set to stopping at the first sign of a shutdown. */
@Injectable()
export class Readiness {
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  /** From now on `/readyz` answers 503, and so does whatever would begin new work. */
  stop(): void {
    this.#stopping = true;
  }
}
