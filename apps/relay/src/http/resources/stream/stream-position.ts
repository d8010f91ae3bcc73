import * as v from 'valibot';

import { invalid } from '../../index.ts';

/** How far a stream has come in the log of events and in that of attempts. */
export interface StreamPosition {
  readonly events: number;
  readonly attempts: number;
}

/** The `id` of what is streamed, which a caller sends back as `Last-Event-ID`. */
export function writePosition({ events, attempts }: StreamPosition): string {
  return `${events}-${attempts}`;
}

const message = 'must be an id that this stream has sent';
const pattern = /^(\d{1,15})-(\d{1,15})$/;

/** The `id` of something that a stream sent. */
export const positionSchema = v.pipe(v.string(), v.regex(pattern, message));

/** @throws {ProblemError} 400 when no stream of a relay gave it */
export function readPosition(text: string): StreamPosition {
  const [, events, attempts] = pattern.exec(text) ?? [];
  if (events === undefined || attempts === undefined) {
    throw invalid([{ path: 'lastEventId', message }]);
  }
  return { events: Number(events), attempts: Number(attempts) };
}
