import type { Exchange } from './exchange.ts';

/**
 * The exchanges in progress, by the signal that may abort them: one listener per signal, however
 * many attempts it covers.
 */
export class OpenExchanges {
  readonly #all = new Set<Exchange>();
  readonly #bySignal = new WeakMap<AbortSignal, Set<Exchange>>();

  add(exchange: Exchange, signal: AbortSignal | undefined): void {
    this.#all.add(exchange);
    if (signal !== undefined) this.#of(signal).add(exchange);
  }

  delete(exchange: Exchange, signal: AbortSignal | undefined): void {
    this.#all.delete(exchange);
    if (signal !== undefined) this.#bySignal.get(signal)?.delete(exchange);
  }

  endAll(): void {
    for (const exchange of this.#all) exchange.end('aborted');
  }

  #of(signal: AbortSignal): Set<Exchange> {
    const known = this.#bySignal.get(signal);
    if (known !== undefined) return known;
    const added = new Set<Exchange>();
    this.#bySignal.set(signal, added);
    signal.addEventListener('abort', () => {
      for (const exchange of added) exchange.end('aborted');
    });
    return added;
  }
}
