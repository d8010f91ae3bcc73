import { EventEmitter, getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';

import pino from 'pino';
import { expect, test, vi } from 'vitest';

import { ManualClock } from '../../../../test/support/manual-clock.ts';
import type { Database } from '../../../database/database.ts';
import { lastEventSeq } from '../../../database/tables/replays.ts';
import { Wake } from '../../../shared/wake.ts';
import type { CallerKey, Sessions } from '../../index.ts';
import { EventStream } from './event-stream.ts';
import { StreamService } from './stream.service.ts';

const admin: CallerKey = { id: 'key_1', scopes: ['admin'] };

/** Streams of a log with one attempt, which `writers` keep from being settled. */
function open({ writers = [] }: { readonly writers?: readonly string[] } = {}) {
  const looks = { made: 0 };
  const row = { seq: 1, items: [], position: { events: 0, attempts: 0 }, more: false };
  const database = {
    read: async (work: unknown) => (work === lastEventSeq ? row.seq : row),
    async writersOf() {
      looks.made += 1;
      return writers;
    },
  } as unknown as Database;
  const wake = new Wake();
  const clock = new ManualClock();
  const logger = pino({ level: 'silent' });
  const streams = new StreamService(database, wake, {} as Sessions, clock, logger);
  return { looks, wake, clock, streams };
}

/** The response to a caller, and what happens to it. */
function answer() {
  const response = Object.assign(new EventEmitter(), { destroyed: false, destroy: () => {} });
  const clock = new ManualClock();
  return {
    response,
    stream: new EventStream({ response: response as unknown as ServerResponse, clock }),
  };
}

const aTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('however often a stream polls and waits, nothing accumulates on its signal', async () => {
  const { looks, wake, streams } = open();
  const ended = new AbortController();
  const { signal } = ended;
  const stream = {
    signal,
    keepAlive: async () => {},
    end: () => ended.abort(),
  } as unknown as EventStream;
  const run = streams.run({
    stream,
    position: { events: 0, attempts: 0 },
    query: {} as never,
    key: admin,
  });
  for (let look = 1; look <= 50; look += 1) {
    await aTurn();
    expect(looks.made).toBe(look);
    expect(getEventListeners(signal, 'abort').length).toBeLessThan(2);
    wake.wake();
  }
  streams.onModuleDestroy();
  await run;
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a stream that cannot begin says so within seconds', async () => {
  const { looks, clock, streams } = open({ writers: ['3/1'] });
  const begun = streams.begin({ stream: answer().stream, lastEventId: undefined, key: admin });
  const refused = begun.catch((error: unknown) => error);
  for (let look = 1; look <= 51; look += 1) {
    await aTurn();
    expect(looks.made).toBe(look);
    clock.advance(100);
  }
  expect(await refused).toMatchObject({ status: 503, code: 'overloaded' });
});

test.each([
  ['its caller goes', 'caller'],
  ['the relay stops', 'relay'],
] as const)('nobody waits for a stream to begin once %s', async (_, who) => {
  const { looks, clock, streams } = open({ writers: ['3/1'] });
  const { response, stream } = answer();
  const begun = streams.begin({ stream, lastEventId: undefined, key: admin });
  await aTurn();
  if (who === 'caller') response.emit('close');
  else streams.onModuleDestroy();
  expect(await begun).toBeUndefined();
  clock.advance(60_000);
  await aTurn();
  expect(looks.made).toBe(1);
});

test('a caller that leaves before a stream is open leaves no stream behind', async () => {
  const { streams } = open();
  const { response, stream } = answer();
  const begun = streams.begin({ stream, lastEventId: '1-1', key: admin });
  response.emit('close');
  const position = await begun;
  expect(position).toEqual({ events: 1, attempts: 1 });
  expect(stream.signal.aborted).toBe(true);
});

test.each([
  ['those that wait to begin', undefined],
  ['those that are about to be opened', '1-1'],
])('%s count as open', async (_, lastEventId) => {
  const { streams } = open({ writers: ['3/1'] });
  const begin = () => {
    const { response, stream } = answer();
    return { response, stream, begun: streams.begin({ stream, lastEventId, key: admin }) };
  };
  const all = Array.from({ length: 100 }, begin);
  await expect(begin().begun).rejects.toMatchObject({ status: 429 });
  await aTurn();
  await expect(begin().begun).rejects.toMatchObject({ status: 429 });
  // A caller that leaves makes room, whether its stream is open or not.
  all[0]!.response.emit('close');
  await aTurn();
  const last = begin();
  await expect(begin().begun).rejects.toMatchObject({ status: 429 });
  streams.onModuleDestroy();
  await Promise.all([...all, last].map(({ begun }) => begun));
  await aTurn();
  const next = begin();
  next.stream.end();
  await next.begun;
});

test('a limited key opens half of all streams at most, and an administrator the rest', async () => {
  const { streams } = open();
  const begin = async (key: CallerKey) => {
    const { response, stream } = answer();
    await streams.begin({ stream, lastEventId: '1-1', key });
    return response;
  };
  const limited: CallerKey = { id: 'key_2', scopes: ['subscribe'] };
  const [first] = await Promise.all(Array.from({ length: 50 }, () => begin(limited)));
  await expect(begin(limited)).rejects.toMatchObject({ status: 429, code: 'too_many_streams' });
  await Promise.all(Array.from({ length: 49 }, () => begin(admin)));
  await begin({ id: 'key_3', scopes: ['read'] });
  await expect(begin(admin)).rejects.toMatchObject({ status: 429 });

  first!.emit('close');
  await begin(limited);
});

test('a caller that reads nothing for a minute is disconnected', async () => {
  const destroy = vi.fn<() => void>();
  const response = Object.assign(new EventEmitter(), {
    destroyed: false,
    destroy,
    write: () => false,
  });
  const clock = new ManualClock();
  const stream = new EventStream({ response: response as unknown as ServerResponse, clock });

  const slow = stream.keepAlive();
  clock.advance(59_000);
  response.emit('drain');
  await slow;
  clock.advance(60_000);
  expect(destroy).not.toHaveBeenCalled();

  void stream.keepAlive();
  clock.advance(60_000);
  expect(destroy).toHaveBeenCalledOnce();
});

test('a stream that cannot begin frees its slot', async () => {
  const { streams } = open();
  for (let index = 0; index <= 100; index += 1) {
    await expect(
      streams.begin({ stream: answer().stream, lastEventId: 'none', key: admin }),
    ).rejects.toMatchObject({ status: 400 });
  }
});
