import { Injectable } from '@nestjs/common';
import * as v from 'valibot';

import { decodeCursor, invalid, notFound, toPage } from '../../index.ts';
import { Database } from '../../../database/database.ts';
import { readActivity, readEventBody, readEvents, readSeq } from './event-reader.ts';
import type { EventList } from './events.schemas.ts';

const cursorSchema = v.strictTuple([v.pipe(v.number(), v.safeInteger())]);

/** The event log, to read. Events are answered as they were written: byte for byte. */
@Injectable()
export class EventsService {
  constructor(private readonly database: Database) {}

  /**
   * A page of events. Its cursor is a place in the log, so that pages miss and repeat nothing
   * while the log grows.
   *
   * @returns JSON
   * @throws {ProblemError} 400
   */
  async list(query: EventList): Promise<string> {
    const after = await this.#place(query.after);
    const rows = await this.database.read((transaction) =>
      readEvents(transaction, { ...query, after, limit: query.limit + 1 }),
    );
    const { data, next } = toPage({
      rows,
      limit: query.limit,
      cursorOf: ({ seq }) => [seq],
      view: ({ body }) => body,
    });
    return `{"data":[${data.join(',')}],"next":${JSON.stringify(next)}}`;
  }

  /** @throws {ProblemError} 400 when it is neither a cursor nor the id of an event */
  async #place(after: string | undefined): Promise<number | undefined> {
    if (!after?.startsWith('evt_')) return decodeCursor({ after, schema: cursorSchema })?.[0];
    const seq = await this.database.read((transaction) => readSeq(transaction, after));
    if (seq === undefined) throw invalid([{ path: 'after', message: 'No event has this id.' }]);
    return seq;
  }

  /**
   * @returns JSON
   * @throws {ProblemError} 404
   */
  async get(id: string): Promise<string> {
    const body = await this.database.read((transaction) => readEventBody(transaction, id));
    if (body === undefined) throw notFound('event', id);
    return body;
  }

  /**
   * What the vendor sent, byte for byte.
   *
   * @throws {ProblemError} 404
   */
  async activity(eventId: string): Promise<Uint8Array> {
    const raw = await this.database.read((transaction) => readActivity(transaction, eventId));
    if (raw === undefined) throw notFound('event', eventId);
    return raw;
  }
}
