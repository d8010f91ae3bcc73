import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';

import { Database } from '../../../database/database.ts';
import { ApiKeyEntity } from '../../../database/entities/api-key.entity.ts';
import { lastEventSeq } from '../../../database/tables/replays.ts';
import { Wake } from '../../../shared/wake.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { CLOCK, LOGGER } from '../../../shared/tokens.ts';
import { eventFor, isAdmin, ProblemError, Sessions } from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import { canReadAll } from '../subscriptions/subscription-access.ts';
import type { EventStream } from './event-stream.ts';
import { readPosition } from './stream-position.ts';
import type { StreamPosition } from './stream-position.ts';
import { SettledAttempts } from './settled-attempts.ts';
import { readAfter } from './stream-reader.ts';
import type { StreamFilter } from './stream-reader.ts';
import type { StreamQuery } from './stream.schemas.ts';

/** Attempts send no notification, so it polls this often. Milliseconds. */
const lookEveryMs = 1_000;

/**
 * How soon it polls again while others write attempts that precede what is visible. Milliseconds.
 */
const lookAgainMs = 100;

/**
 * How long a stream that starts at the present waits for transactions that are writing attempts:
 * far longer than the relay itself takes. Milliseconds.
 */
const beginWithinMs = 5_000;

const keepAliveMs = 15_000;

/** Each holds a connection, and queries the database once a second. */
const maxStreams = 100;

/** Maximum for one key that is not an administrator's: the rest is left for others. */
const maxStreamsOfKey = 50;

/** Streams what happens to its clients. */
@Injectable()
export class StreamService implements OnModuleDestroy {
  /** With the id of the key that each belongs to. */
  readonly #open = new Map<EventStream, string>();
  readonly #attempts: SettledAttempts;

  constructor(
    private readonly database: Database,
    private readonly wake: Wake,
    private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#attempts = new SettledAttempts(database);
  }

  /**
   * Where the stream starts: after what the client last received, or at what comes next.
   *
   * @returns undefined if the client disconnects, or the relay stops, before that is known
   * @throws {ProblemError} 400 for an invalid id; 429 if too many streams are open, in total or by
   *   this key; 503 if the end of the attempts log cannot be determined because of open
   *   transactions
   */
  async begin(options: {
    readonly stream: EventStream;
    readonly lastEventId: string | undefined;
    readonly key: CallerKey;
  }): Promise<StreamPosition | undefined> {
    const { stream, lastEventId, key } = options;
    this.#mustHaveRoom(key);
    this.#open.set(stream, key.id);
    let position: StreamPosition | undefined;
    try {
      position =
        lastEventId === undefined
          ? await this.#findPresent(stream.signal)
          : await this.#within(readPosition(lastEventId));
      return position;
    } finally {
      // It keeps its slot until it ends: nobody else takes it while it is being opened.
      if (position === undefined || stream.signal.aborted) this.#open.delete(stream);
      else stream.signal.addEventListener('abort', () => this.#open.delete(stream), { once: true });
    }
  }

  /** @throws {ProblemError} 429 */
  #mustHaveRoom(key: CallerKey): void {
    const own = [...this.#open.values()].filter((id) => id === key.id).length;
    const isOverShare = !isAdmin(key) && own >= maxStreamsOfKey;
    if (!isOverShare && this.#open.size < maxStreams) return;
    const open = isOverShare
      ? `This API key already has ${own} open streams`
      : `${maxStreams} streams are already open`;
    throw new ProblemError({
      status: 429,
      code: 'too_many_streams',
      detail: `${open}. Close some of them first.`,
      headers: { 'retry-after': '10' },
    });
  }

  /**
   * A position that is ahead of both logs is from before the database was restored: what happens
   * next would be taken for what the client has received.
   */
  async #within({ events, attempts }: StreamPosition): Promise<StreamPosition> {
    return {
      events: Math.min(events, await this.database.read(lastEventSeq)),
      attempts: Math.min(attempts, await this.#attempts.newest()),
    };
  }

  async #findPresent(signal: AbortSignal): Promise<StreamPosition | undefined> {
    const events = await this.database.read(lastEventSeq);
    const attempts = await this.#present(signal);
    return attempts === undefined ? undefined : { events, attempts };
  }

  /** After all visible attempts. Transactions writing earlier ones end within moments. */
  async #present(signal: AbortSignal): Promise<number | undefined> {
    const newest = await this.#attempts.newest();
    const until = this.clock.now() + beginWithinMs;
    while (!signal.aborted) {
      const { upTo } = await this.#attempts.find();
      if (upTo >= newest) return upTo;
      if (this.clock.now() >= until) throw this.#heldUp();
      await this.#wait({ signal, ms: lookAgainMs });
    }
    return undefined;
  }

  #heldUp(): ProblemError {
    const detail = `A transaction has been writing attempts for more than ${beginWithinMs / 1_000} s, and the stream cannot start before it ends. If someone left it open, pg_stat_activity shows it.`;
    this.logger.warn(detail);
    return new ProblemError({
      status: 503,
      code: 'overloaded',
      detail: `${detail} Try again, or start after an id with Last-Event-ID.`,
      headers: { 'retry-after': '5' },
    });
  }

  /**
   * Streams until the client disconnects, its key is deleted, its session ends, or the relay stops.
   * Never rejects.
   */
  async run(options: {
    readonly stream: EventStream;
    readonly position: StreamPosition;
    readonly query: StreamQuery;
    readonly key: CallerKey;
  }): Promise<void> {
    const { stream, query, key } = options;
    const filter: StreamFilter = {
      feeds: query.feeds ?? ['events', 'deliveries'],
      types: query.type ?? null,
      madeBy: canReadAll(key) ? null : key.id,
    };
    this.#open.set(stream, key.id);
    try {
      let { position } = options;
      let keepAliveAt = this.clock.now() + keepAliveMs;
      while (!stream.signal.aborted) {
        const settled = await this.#attempts.find();
        const found = await this.database.read((tx) =>
          readAfter(tx, { position, settledAttempts: settled.upTo, filter }),
        );
        // A key that was deleted in the meantime receives nothing more.
        if (found.items.length > 0 && !(await this.#isKnown(key))) break;
        for (const item of found.items)
          await stream.send({ ...item, data: eventFor(key, item.data) });
        position = found.position;
        if (this.clock.now() >= keepAliveAt) {
          if (!(await this.#isKnown(key))) break;
          await stream.keepAlive();
          keepAliveAt = this.clock.now() + keepAliveMs;
        }
        const ms = settled.waits ? lookAgainMs : lookEveryMs;
        if (!found.more) await this.#wait({ signal: stream.signal, ms });
      }
    } catch (error) {
      // Clients reconnect with the last id, and miss nothing.
      this.logger.error({ err: error }, 'a stream ended unexpectedly');
    } finally {
      this.#open.delete(stream);
      stream.end();
    }
  }

  /** An open connection must not keep the process from exiting. */
  onModuleDestroy(): void {
    for (const stream of this.#open.keys()) stream.end();
  }

  #isKnown({ id, session }: CallerKey): Promise<boolean> {
    if (session !== undefined) return this.sessions.isOpen(session.hash);
    return this.database.read((tx) => tx.entities.existsBy(ApiKeyEntity, { id }));
  }

  /** Until something was appended, some time has passed, or the client has disconnected. */
  async #wait(options: { readonly signal: AbortSignal; readonly ms: number }): Promise<void> {
    const { signal, ms } = options;
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stopListening = this.wake.onWake(() => resolve());
    const cancel = this.clock.after(ms, resolve);
    const end = (): void => resolve();
    signal.addEventListener('abort', end);
    await promise;
    signal.removeEventListener('abort', end);
    stopListening();
    cancel();
  }
}
