import { expect, test } from 'vitest';

import type { PollEntity } from '../../../database/entities/poll.entity.ts';
import { pollView } from './poll-view.ts';

const poll = {
  intervalSeconds: 300,
  startFrom: 'now',
  requestsPerSecond: 1,
  nextPollAt: 0,
  startedAt: null,
  finishedAt: null,
  found: 0,
  foundTotal: 0,
  progress: null,
  unreadable: '[]',
  error: null,
} as unknown as PollEntity;
const failed = { ...poll, error: 'The vendor does not answer.' };

test.each([
  ['waiting', poll, false],
  ['running', poll, true],
  ['failing', failed, false],
  // It may fail again at its first step.
  ['failing', failed, true],
  ['running', { ...failed, found: 2 }, true],
  ['running', { ...failed, progress: '{"done":5,"total":9}' }, true],
  ['failing', { ...failed, found: 2 }, false],
])('%s', (state, entity, isRunning) => {
  expect(pollView({ poll: entity, isRunning, now: 0 }).state).toBe(state);
});
