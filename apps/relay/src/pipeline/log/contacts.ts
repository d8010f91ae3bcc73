/** A connection was heard of: something new of it was kept, or a webhook of it was refused. */
export interface Contact {
  readonly connectionId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly outcome: 'kept' | 'refused';
}

/** Tells of contacts to whoever wants to know when a connection comes back. */
export class Contacts {
  readonly #callbacks = new Set<(contact: Contact) => void>();

  /** @returns takes the callback back */
  onContact(callback: (contact: Contact) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  tell(contact: Contact): void {
    for (const callback of this.#callbacks) callback(contact);
  }
}
