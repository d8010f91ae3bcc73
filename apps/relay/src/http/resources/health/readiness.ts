import { Injectable } from '@nestjs/common';

/** Whether the relay accepts work. Set to stopping as soon as a shutdown starts. */
@Injectable()
export class Readiness {
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  /** From now on `/readyz` responds 503, and nothing starts new work. */
  stop(): void {
    this.#stopping = true;
  }
}
