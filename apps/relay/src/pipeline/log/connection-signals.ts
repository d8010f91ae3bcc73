/** A connection was heard of: something new of it was kept, or a webhook of it was refused. */
export interface ConnectionSignal {
  readonly connectionId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly outcome: 'kept' | 'refused';
}

/** Tells of signals to whoever wants to know when a connection comes back. */
export class ConnectionSignals {
  readonly #callbacks = new Set<(signal: ConnectionSignal) => void>();

  /** @returns takes the callback back */
  onSignal(callback: (signal: ConnectionSignal) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  tell(signal: ConnectionSignal): void {
    for (const callback of this.#callbacks) callback(signal);
  }
}
