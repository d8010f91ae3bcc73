import { isOperationalEvent } from '@invoice-relay/core/events';
import type { Event } from '@invoice-relay/core/events';
import { Injectable } from '@nestjs/common';

import {
  bytesFor,
  cursors,
  decodeCursor,
  eventFor,
  invalid,
  notFound,
  ProblemError,
  toPage,
} from '../../index.ts';
import type { CallerKey } from '../../index.ts';
import { Database } from '../../../database/database.ts';
import { canReadAll } from '../subscriptions/subscription-access.ts';
import { readActivity, readEventBodies, readEventBody, readSeq } from './event-reader.ts';
import type { EventList } from './events.schemas.ts';
import { readEventPage } from './event-page.ts';
import { searchEvents } from './search-events.ts';

/**
 * The event log, for reading. Events are returned byte for byte as they were written; keys that can
 * only read see the links in them masked.
 */
@Injectable()
export class EventsService {
  constructor(private readonly database: Database) {}

  /**
   * A page of events. Its cursor is a position in the log, so that paging neither skips nor repeats
   * events while the log grows.
   *
   * @returns JSON
   * @throws {ProblemError} 400
   */
  async list(options: { readonly query: EventList; readonly key: CallerKey }): Promise<string> {
    const { query, key } = options;
    const after = await this.#place(query.after);
    const { search, ...filter } = {
      ...query,
      after,
      limit: query.limit + 1,
      madeBy: canReadAll(key) ? null : key.id,
    };
    return this.database.read(async (transaction) => {
      const rows =
        search === undefined
          ? await readEventPage(transaction, filter)
          : await searchEvents(transaction, { ...filter, search });
      const { data: seqs, next } = toPage({
        rows,
        limit: query.limit,
        sizeOf: ({ size }) => size,
        cursorOf: ({ seq }) => [seq],
        view: ({ seq }) => seq,
      });
      const bodies = await readEventBodies(transaction, seqs);
      const data = bodies.map((body) => eventFor(key, body));
      return `{"data":[${data.join(',')}],"next":${JSON.stringify(next)}}`;
    });
  }

  /** @throws {ProblemError} 400 if it is neither a cursor nor the id of an event */
  async #place(after: string | undefined): Promise<number | undefined> {
    if (!after?.startsWith('evt_')) return decodeCursor({ after, schema: cursors.seq })?.[0];
    const seq = await this.database.read((transaction) => readSeq(transaction, after));
    if (seq === undefined) throw invalid([{ path: 'after', message: 'No event has this id.' }]);
    return seq;
  }

  /**
   * @returns JSON
   * @throws {ProblemError} 404
   */
  async get(options: { readonly id: string; readonly key: CallerKey }): Promise<string> {
    const { id, key } = options;
    const madeBy = canReadAll(key) ? null : key.id;
    const body = await this.database.read((transaction) =>
      readEventBody(transaction, { id, madeBy }),
    );
    if (body === undefined) throw notFound('event', id);
    return eventFor(key, body);
  }

  /**
   * What the vendor sent, byte for byte except for masked links.
   *
   * @throws {ProblemError} 404
   */
  async activity(options: {
    readonly eventId: string;
    readonly key: CallerKey;
  }): Promise<Uint8Array> {
    const { eventId, key } = options;
    const raw = await this.database.read((transaction) => readActivity(transaction, eventId));
    // Retention and erasures empty it.
    if (raw !== undefined && raw.length > 0) return bytesFor(key, raw);
    // Says why, if the event itself exists.
    const event = JSON.parse(await this.get({ id: eventId, key })) as Event;
    throw new ProblemError({
      status: 404,
      code: 'no_activity',
      detail: isOperationalEvent(event)
        ? 'This is an operational event of the relay: there is no activity of an invoicing system behind it.'
        : 'The activity behind this event is no longer stored.',
    });
  }
}
