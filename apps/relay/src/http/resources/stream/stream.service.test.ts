import { getEventListeners } from 'node:events';

import pino from 'pino';
import { expect, test } from 'vitest';

import type { Database } from '../../../database/database.ts';
import { ManualClock } from '../../../shared/clock/manual-clock.ts';
import { Wake } from '../../../shared/wake.ts';
import type { Sessions } from '../../index.ts';
import type { EventStream } from './event-stream.ts';
import { StreamService } from './stream.service.ts';

test('however often a stream looks and waits, nothing piles up on its signal', async () => {
  let looks = 0;
  const database = {
    read: async () => ({ items: [], position: { events: 0, attempts: 0 }, more: false }),
    async writersOf() {
      looks += 1;
      return [];
    },
  } as unknown as Database;
  const wake = new Wake();
  const ended = new AbortController();
  const { signal } = ended;
  const stream = {
    signal,
    keepAlive: async () => {},
    end: () => ended.abort(),
  } as unknown as EventStream;
  const streams = new StreamService(
    database,
    wake,
    {} as Sessions,
    new ManualClock(),
    pino({ level: 'silent' }),
  );
  const run = streams.run({
    stream,
    position: { events: 0, attempts: 0 },
    query: {} as never,
    key: { id: 'key_1', scopes: ['admin'] },
  });
  for (let look = 1; look <= 50; look += 1) {
    await new Promise(setImmediate);
    expect(looks).toBe(look);
    expect(getEventListeners(signal, 'abort').length).toBeLessThan(2);
    wake.wake();
  }
  streams.onModuleDestroy();
  await run;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
