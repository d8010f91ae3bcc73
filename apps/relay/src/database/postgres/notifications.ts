import pg from 'pg';

import type { PostgresSettings } from './postgres-pool.ts';
import type { Presence } from './presence.ts';

const channel = 'invoice_relay';

/** PostgreSQL takes less than 8,000 bytes in one notification. */
const mostBytes = 7_000;

/** How long to wait before the connection is made again. Milliseconds. */
const againMs = 1_000;

/**
 * After so long without an answer the connection leads nowhere any more, though nobody ended it: a
 * router forgot it, or the server's machine is gone. TCP alone would find out after a quarter of an
 * hour, and until then this process does no background work. Milliseconds.
 */
const unheardMs = 10_000;

interface Message {
  /** Who sent it: what a process told itself it knows already. */
  readonly from: string;
  readonly said: readonly string[];
}

export interface NotificationsOptions {
  readonly settings: PostgresSettings;
  /** This process, which shows by this connection that it lives. */
  readonly presence: Presence;
  /** Called with each thing that another process said. */
  readonly onSaid: (said: string) => void;
  /** The connection stands (again): what was said meanwhile was missed. */
  readonly onListening: () => void;
  readonly onTrouble: (error: unknown) => void;
  /** Instead of the usual time without an answer, for tests. Milliseconds. */
  readonly unheardMs?: number;
}

/**
 * What processes of a relay tell each other over LISTEN and NOTIFY, on a connection of its own that
 * is made again whenever it breaks. Everybody looks by themselves now and then as well, so nothing
 * rests on it but how soon something is noticed.
 *
 * It is sent after the commit that it is about, and not as a part of it: a NOTIFY in a transaction
 * takes a lock of the whole server until that is flushed, so that commits no longer share a flush.
 */
export class Notifications {
  readonly #options: NotificationsOptions;
  #client: pg.Client | undefined;
  #waiting = new Set<string>();
  #scheduled = false;
  #sending: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: NotificationsOptions) {
    this.#options = options;
  }

  /** Never fails: where there is no connection now, there will be one. */
  async start(): Promise<void> {
    const { settings, presence, onListening, onTrouble } = this.#options;
    const client = new pg.Client({
      connectionString: settings.url,
      application_name: 'invoice-relay listener',
      connectionTimeoutMillis: 5_000,
      query_timeout: this.#options.unheardMs ?? unheardMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client.on('error', () => {});
    client.on('notification', ({ payload }) => this.#hear(payload));
    client.once('end', () => this.#lost(client));
    try {
      await client.connect();
      // Nothing that is lost here is missed for long, so nobody need wait for the disk.
      await client.query(`SET synchronous_commit = off; LISTEN ${channel}`);
      await presence.begin(client, { onFailed: () => void client.end().catch(() => {}) });
    } catch (error) {
      onTrouble(error);
      await client.end().catch(() => {});
      this.#lost(client);
      return;
    }
    if (this.#closed) {
      await client.end();
      return;
    }
    this.#client = client;
    onListening();
  }

  /** Tells all other processes, together with what else is told in this turn of the event loop. */
  say(said: string): void {
    this.#waiting.add(said);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      // One after the other: what is said while this one is on its way goes together.
      this.#sending = this.#sending.then(() => this.#send());
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#sending;
    this.#options.presence.end();
    await this.#client?.end().catch(() => {});
  }

  async #send(): Promise<void> {
    const client = this.#client;
    const said = [...this.#waiting];
    this.#waiting.clear();
    if (client === undefined || said.length === 0) return;
    for (const message of messages(this.#options.presence.owner, said)) {
      await client
        .query({ name: 'notify', text: 'SELECT pg_notify($1, $2)', values: [channel, message] })
        // The others look by themselves.
        .catch(this.#options.onTrouble);
    }
  }

  #hear(payload: string | undefined): void {
    let message: Message;
    try {
      message = JSON.parse(payload ?? '');
    } catch {
      return;
    }
    if (message.from === this.#options.presence.owner) return;
    for (const one of message.said) this.#options.onSaid(one);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== undefined && this.#client !== client) return;
    this.#options.presence.end();
    if (this.#client === client) {
      this.#client = undefined;
      if (!this.#closed) this.#options.onTrouble(new Error('The listening connection was lost.'));
    }
    if (this.#closed || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.start();
    }, againMs);
    this.#timer.unref();
  }
}

function messages(from: string, said: readonly string[]): string[] {
  const all: string[][] = [[]];
  let bytes = 0;
  for (const one of said) {
    bytes += Buffer.byteLength(one) + 3;
    if (bytes > mostBytes) {
      all.push([]);
      bytes = Buffer.byteLength(one) + 3;
    }
    (all.at(-1) as string[]).push(one);
  }
  return all.map((some) => JSON.stringify({ from, said: some } satisfies Message));
}
