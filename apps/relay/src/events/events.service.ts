import { Injectable } from '@nestjs/common';
import * as v from 'valibot';

import { decodeCursor, notFound, toPage } from '../api/index.ts';
import { Database } from '../database/database.ts';
import { readActivity, readEventBody, readEvents } from './event-reader.ts';
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
   */
  async list(query: EventList): Promise<string> {
    const after = decodeCursor({ after: query.after, schema: cursorSchema })?.[0];
    const rows = await this.database.read((manager) =>
      readEvents(manager, { ...query, after, limit: query.limit + 1 }),
    );
    const { data, next } = toPage({
      rows,
      limit: query.limit,
      cursorOf: ({ seq }) => [seq],
      view: ({ body }) => body,
    });
    return `{"data":[${data.join(',')}],"next":${JSON.stringify(next)}}`;
  }

  /**
   * @returns JSON
   * @throws {ProblemError} 404
   */
  async get(id: string): Promise<string> {
    const body = await this.database.read((manager) => readEventBody(manager, id));
    if (body === undefined) throw notFound('event', id);
    return body;
  }

  /**
   * What the vendor sent, byte for byte.
   *
   * @throws {ProblemError} 404
   */
  async activity(eventId: string): Promise<Uint8Array> {
    const raw = await this.database.read((manager) => readActivity(manager, eventId));
    if (raw === undefined) throw notFound('event', eventId);
    return raw;
  }
}
