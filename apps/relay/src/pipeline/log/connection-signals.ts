/**
 * What happened to a connection: something new was stored, a webhook was refused, or it was deleted.
 */
export interface ConnectionSignal {
  readonly connectionId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly outcome: 'kept' | 'refused' | 'deleted';
}

/**
 * Passes signals on to whoever wants to know when a connection comes back, or keeps something about
 * it in memory.
 */
export class ConnectionSignals {
  readonly #callbacks = new Set<(signal: ConnectionSignal) => void>();

  /** @returns removes the callback */
  onSignal(callback: (signal: ConnectionSignal) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** Calls back once a connection was deleted, by whichever process. */
  onDeleted(callback: (connectionId: string) => void): void {
    this.onSignal(({ connectionId, outcome }) => {
      if (outcome === 'deleted') callback(connectionId);
    });
  }

  emit(signal: ConnectionSignal): void {
    for (const callback of this.#callbacks) callback(signal);
  }
}
