import { expect, test } from 'vitest';

import { createRelayClient, fetchTransport, RelayApiError } from '../src/index.ts';
import type { BackfillWait, Transport } from '../src/index.ts';
import { playRelay } from './played-relay.ts';
import { backfill } from './samples.ts';

const fetching = fetchTransport({ fetch });
/** Not every host can end a request. */
const deaf: Transport = ({ signal: _signal, ...request }) => fetching(request);

const backfillsOf = (baseUrl: string, transport = fetching) =>
  createRelayClient({ baseUrl, apiKey: 'irk_key', transport }).backfills;

const running = { ...backfill, status: 'running', finishedAt: null };
const atDone = (done: number) => ({ body: { ...running, progress: { done, total: 12 } } });
const noSleep = () => Promise.resolve();
const unslept = () => Promise.reject(new Error('It slept.'));

test('polls until the backfill is finished, and reports each state', async () => {
  await using relay = await playRelay(atDone(0), atDone(7), { body: backfill });
  const slept: number[] = [];
  const told: number[] = [];
  const last = await backfillsOf(relay.baseUrl).wait({
    id: 'bf_1',
    sleep: async (milliseconds) => void slept.push(milliseconds),
    onProgress: ({ progress }) => told.push(progress.done),
  });
  expect(last).toEqual(backfill);
  expect(told).toEqual([0, 7, 12]);
  expect(slept).toEqual([2_000, 2_000]);
  expect(relay.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(
    Array(3).fill('GET /v1/backfills/bf_1'),
  );
});

test('a failed backfill is a result, not an error', async () => {
  const failed = { ...backfill, status: 'failed', error: 'The vendor refused the credentials.' };
  await using relay = await playRelay({ body: failed });
  const last = await backfillsOf(relay.baseUrl).wait({ id: 'bf_1', sleep: unslept });
  expect(last).toEqual(failed);
});

test('an unknown status does not end it', async () => {
  await using relay = await playRelay(
    { body: { ...running, status: 'paused' } },
    { body: { ...backfill, status: 'superseded' } },
  );
  const last = await backfillsOf(relay.baseUrl).wait({ id: 'bf_1', sleep: noSleep });
  expect(last.status).toBe('superseded');
});

test('a rejected call ends it', async () => {
  const body = { code: 'not_found', title: 'Not found', detail: 'No backfill has this id.' };
  await using relay = await playRelay({ body: running }, { status: 404, body });
  const wait = backfillsOf(relay.baseUrl).wait({ id: 'bf_1', sleep: noSleep });
  await expect(wait).rejects.toBeInstanceOf(RelayApiError);
});

test('a failing sleep ends it with the same error', async () => {
  await using relay = await playRelay({ body: running });
  const wait = backfillsOf(relay.baseUrl).wait({ id: 'bf_1', sleep: unslept });
  await expect(wait).rejects.toThrow('It slept.');
});

/** What a sleep may do when it is ended. */
const endings: Readonly<Record<string, () => Promise<void>>> = {
  'rejects in its own words': unslept,
  'resolves early': noSleep,
};

test.each(Object.entries(endings))(
  'an abort ends it with its reason when the sleep %s',
  async (_name, ending) => {
    await using relay = await playRelay({ body: running });
    const controller = new AbortController();
    const reason = new Error('changed my mind');
    const sleep: BackfillWait['sleep'] = (_milliseconds, signal) => {
      expect(signal).toBe(controller.signal);
      controller.abort(reason);
      return ending();
    };
    const { signal } = controller;
    const wait = backfillsOf(relay.baseUrl, deaf).wait({ id: 'bf_1', sleep }, { signal });
    await expect(wait).rejects.toBe(reason);
    expect(relay.seen).toHaveLength(1);
  },
);
