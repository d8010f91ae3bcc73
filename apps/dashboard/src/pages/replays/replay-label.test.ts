import type { Replay } from '@invoice-relay/relay-client';
import { expect, test } from 'vitest';

import { replayLabel } from './replay-label.ts';

const replay: Replay = {
  id: 'rpl_1',
  subscriptionId: 'sub_1',
  from: null,
  to: null,
  eventTypes: null,
  status: null,
  state: 'done',
  total: 3,
  enqueued: 3,
  pending: 0,
  delivered: 3,
  dead: 0,
  createdAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T10:00:01.000Z',
};

test.each<[string, Partial<Replay>, string]>([
  ['creates deliveries', { state: 'running', enqueued: 0, delivered: 0 }, 'Running'],
  ['waits for its subscriber', { pending: 1, delivered: 2 }, 'Running'],
  ['is over', {}, 'Done'],
  ['is over, with deliveries that were given up', { delivered: 1, dead: 2 }, 'Done'],
  ['is over, with one that somebody cancelled', { delivered: 2 }, 'Done'],
  ['is over, with deliveries that are no longer kept', { delivered: 0 }, 'Done'],
  ['was cancelled', { state: 'cancelled', delivered: 1 }, 'Cancelled'],
])('a replay that %s', (_, part, words) => {
  expect(replayLabel({ ...replay, ...part })).toBe(words);
});
