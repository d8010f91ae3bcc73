import pg from 'pg';
import * as v from 'valibot';

import { readJson } from '../../shared/read-json.ts';
import { sessionSettings } from './postgres-pool.ts';
import type { PostgresSettings } from './postgres-pool.ts';
import type { Presence } from './presence.ts';

const channel = 'invoice_relay';

/** A PostgreSQL notification has a maximum of less than 8,000 bytes. */
const maxBytes = 7_000;

/** How long to wait before reconnecting. Milliseconds. */
const againMs = 1_000;

/**
 * After this long without a response the connection is dead, though nobody closed it: a router
 * forgot it, or the server's machine is gone. TCP alone would notice after a quarter of an hour,
 * and until then this process does no background work. Milliseconds.
 */
const unheardMs = 10_000;

/**
 * What a notification carries, as JSON: its sender, as a process ignores its own, and the messages.
 * Other versions of the relay read it too.
 */
const payloadSchema = v.object({ from: v.string(), said: v.array(v.string()) });
type Payload = v.InferOutput<typeof payloadSchema>;

export interface NotificationsOptions {
  readonly settings: PostgresSettings;
  /** This process, which shows by this connection that it is alive. */
  readonly presence: Presence;
  /** Called with each message of another process. */
  readonly onMessage: (message: string) => void;
  /** The connection is established (again): earlier messages were missed. */
  readonly onListening: () => void;
  readonly onError: (error: unknown) => void;
  /** Overrides the default timeout, for tests. Milliseconds. */
  readonly unheardMs?: number;
}

/**
 * Messages between the processes of a relay over LISTEN and NOTIFY, on a connection of its own that
 * is re-established whenever it breaks. Everyone also polls now and then, so they only affect how
 * soon something is noticed.
 *
 * They are sent after the commit they are about, and not as part of it: a NOTIFY in a transaction
 * takes a server-wide lock until it is flushed, so that commits no longer share a flush.
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

  /** Never fails: if there is no connection now, there will be one. */
  async start(): Promise<void> {
    const { settings, presence, onListening, onError } = this.#options;
    const client = new pg.Client({
      connectionString: settings.url,
      application_name: 'invoice-relay listener',
      connectionTimeoutMillis: 5_000,
      query_timeout: this.#options.unheardMs ?? unheardMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    client.on('error', () => {});
    client.on('notification', ({ payload }) => this.#receive(payload));
    client.once('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(sessionSettings(settings));
      // Nothing lost here is missed for long, so nobody need wait for the disk.
      await client.query(`SET synchronous_commit = off; LISTEN ${channel}`);
      await presence.begin(client, { onFailed: () => void client.end().catch(() => {}) });
    } catch (error) {
      onError(error);
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

  /** Notifies all other processes, together with everything else in this turn of the event loop. */
  send(message: string): void {
    this.#waiting.add(message);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      // Sequentially: messages added while one is being sent go together.
      this.#sending = this.#sending.then(() => this.#notify());
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#sending;
    // What was added in this turn of the event loop.
    await this.#notify();
    this.#options.presence.end();
    await this.#client?.end().catch(() => {});
  }

  async #notify(): Promise<void> {
    const client = this.#client;
    const messages = [...this.#waiting];
    this.#waiting.clear();
    if (client === undefined || messages.length === 0) return;
    for (const payload of payloadsOf(this.#options.presence.owner, messages)) {
      await client
        .query({ name: 'notify', text: 'SELECT pg_notify($1, $2)', values: [channel, payload] })
        // The others poll.
        .catch(this.#options.onError);
    }
  }

  /** Anybody who is allowed to use the database can send anything on the channel. */
  #receive(text: string | undefined): void {
    const read = v.safeParse(payloadSchema, readJson<unknown>(text ?? '', null));
    if (!read.success || read.output.from === this.#options.presence.owner) return;
    for (const message of read.output.said) this.#options.onMessage(message);
  }

  #lost(client: pg.Client): void {
    if (this.#client !== undefined && this.#client !== client) return;
    this.#options.presence.end();
    if (this.#client === client) {
      this.#client = undefined;
      if (!this.#closed) this.#options.onError(new Error('The listening connection was lost.'));
    }
    if (this.#closed || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.start();
    }, againMs);
    this.#timer.unref();
  }
}

/** As few as they fit in. */
function payloadsOf(from: string, messages: readonly string[]): string[] {
  const all: string[][] = [[]];
  let bytes = 0;
  for (const message of messages) {
    bytes += Buffer.byteLength(message) + 3;
    if (bytes > maxBytes) {
      all.push([]);
      bytes = Buffer.byteLength(message) + 3;
    }
    (all.at(-1) as string[]).push(message);
  }
  return all.map((said) => JSON.stringify({ from, said } satisfies Payload));
}
