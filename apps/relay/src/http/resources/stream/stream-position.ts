import * as v from 'valibot';

import { invalid } from '../../index.ts';

/** How far a stream has read the log of events and the log of attempts. */
export interface StreamPosition {
  readonly events: number;
  readonly attempts: number;
}

/** The `id` of a streamed item, which clients send back as `Last-Event-ID`. */
export function writePosition({ events, attempts }: StreamPosition): string {
  return `${events}-${attempts}`;
}

const message = 'must be an id that this stream has sent';
const pattern = /^(\d{1,15})-(\d{1,15})$/;

/** The `id` of an item that a stream sent. */
export const positionSchema = v.pipe(v.string(), v.regex(pattern, message));

/** @throws {ProblemError} 400 if it is not an id of a stream */
export function readPosition(text: string): StreamPosition {
  const [, events, attempts] = pattern.exec(text) ?? [];
  if (events === undefined || attempts === undefined) {
    throw invalid([{ path: 'lastEventId', message }]);
  }
  return { events: Number(events), attempts: Number(attempts) };
}
