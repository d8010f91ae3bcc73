/** A sign of life of a connection: something new was stored, or a webhook was refused. */
export interface ConnectionSignal {
  readonly connectionId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly outcome: 'kept' | 'refused';
}

/** Passes signals on to whoever wants to know when a connection comes back. */
export class ConnectionSignals {
  readonly #callbacks = new Set<(signal: ConnectionSignal) => void>();

  /** @returns removes the callback */
  onSignal(callback: (signal: ConnectionSignal) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  tell(signal: ConnectionSignal): void {
    for (const callback of this.#callbacks) callback(signal);
  }
}
