import { Client } from 'undici';

import type { Clock } from '../../shared/clock/clock.ts';

interface Connection {
  readonly client: Client;
  readonly origin: string;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  inUse: boolean;
  isOpen: boolean;
}

/** A connection for one request, returned at its end. */
export interface BorrowedConnection {
  readonly client: Client;
  /** @param reusable false if the request did not end properly */
  release(options: { readonly reusable: boolean }): void;
}

/**
 * Connections to subscribers, each for one request at a time, kept for the next one.
 *
 * Instead of undici's `Pool`, which scans all connections of an origin at every request: with
 * hundreds open to one n8n that took an eighth of all CPU time. The most recently used one is taken
 * first, so that what a burst opened and nobody needs any more times out.
 */
export class ConnectionPool {
  readonly #options: Client.Options;
  readonly #clock: Clock;
  readonly #longestMs: number;
  readonly #all = new Set<Connection>();
  readonly #idle = new Map<string, Connection[]>();

  constructor(options: {
    readonly client: Client.Options;
    readonly clock: Clock;
    /** None is used for longer than this after it was opened. */
    readonly longestMs: number;
  }) {
    this.#options = options.client;
    this.#clock = options.clock;
    this.#longestMs = options.longestMs;
  }

  /** An idle connection, or a new one, which connects when a request is sent. */
  take(origin: string): BorrowedConnection {
    return this.#lend(this.#fromIdle(origin) ?? this.#make(origin));
  }

  /** One that was never used before. */
  open(origin: string): BorrowedConnection {
    return this.#lend(this.#make(origin));
  }

  /** Closes all of them, and aborts what is sent over them. */
  async destroy(): Promise<void> {
    this.#idle.clear();
    await Promise.all([...this.#all].map(({ client }) => client.destroy()));
    this.#all.clear();
  }

  #lend(connection: Connection): BorrowedConnection {
    connection.inUse = true;
    return {
      client: connection.client,
      release: ({ reusable }) => this.#release(connection, reusable),
    };
  }

  #fromIdle(origin: string): Connection | undefined {
    const idle = this.#idle.get(origin);
    for (let last = idle?.pop(); last !== undefined; last = idle?.pop()) {
      // One that was opened later than now was opened before the clock was set back.
      if (Math.abs(this.#clock.now() - last.openedAt) <= this.#longestMs) return last;
      this.#end(last);
    }
    return undefined;
  }

  #make(origin: string): Connection {
    const client = new Client(origin, this.#options);
    const openedAt = this.#clock.now();
    const connection: Connection = { client, origin, openedAt, inUse: true, isOpen: false };
    this.#all.add(connection);
    client.on('connect', () => {
      connection.isOpen = true;
    });
    client.on('disconnect', () => {
      connection.isOpen = false;
      if (!connection.inUse) this.#end(connection);
    });
    return connection;
  }

  #release(connection: Connection, reusable: boolean): void {
    connection.inUse = false;
    if (!reusable || !connection.isOpen) {
      this.#end(connection);
      return;
    }
    const idle = this.#idle.get(connection.origin);
    if (idle === undefined) this.#idle.set(connection.origin, [connection]);
    else idle.push(connection);
  }

  #end(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const idle = this.#idle.get(connection.origin) ?? [];
    const place = idle.indexOf(connection);
    if (place !== -1) idle.splice(place, 1);
    if (idle.length === 0) this.#idle.delete(connection.origin);
    void connection.client.destroy();
  }
}
