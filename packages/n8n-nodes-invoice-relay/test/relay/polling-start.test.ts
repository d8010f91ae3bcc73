import { expect, test } from 'vitest';

import { executions, ids, numbers, play, startAgain } from './play-polling.ts';
import { relayEvent } from './played-relay.ts';

test('begins with everything, or with a moment in the time zone of the workflow', async () => {
  const all = play({ startFrom: 'beginning' });
  all.relay.events = [relayEvent(1), relayEvent(2)];
  expect(await all.pollOnce()).toEqual(['evt_1', 'evt_2']);
  // 11:00:02 in Berlin is 10:00:02 in UTC.
  const dated = play({ startFrom: 'date', startDate: '2026-11-20T11:00:02' });
  dated.relay.events = numbers(4).map((number) => relayEvent(number));
  expect(await dated.pollOnce()).toEqual(['evt_2', 'evt_3', 'evt_4']);
});

test('another start begins anew; a start date that is none says so', async () => {
  const { relay, pollOnce } = play();
  relay.events = [relayEvent(1)];
  expect(await pollOnce()).toBeNull();
  expect(await pollOnce({ startFrom: 'beginning' })).toEqual(['evt_1']);
  await expect(pollOnce({ startFrom: 'date', startDate: 'soon' })).rejects.toThrow(
    'The start date is invalid',
  );
});

test('who begins anew gets again what there was', async () => {
  const run = executions();
  expect(await run(['evt_1'])).toEqual(['evt_1']);
  expect(await run(['evt_1'])).toEqual([]);
  expect(await run(['evt_1'], { startFrom: 'beginning' })).toEqual(['evt_1']);
});

test.each([
  { expression: '={{ $now.minus({ days: 2 }) }}', moves: 1_000 },
  { expression: '={{ $now }}', moves: 60_000 },
  { expression: '={{ $today }}', moves: 86_400_000 },
])('a start date from $expression counts once, however it moves', async ({ expression, moves }) => {
  const begin = Date.parse('2026-11-20T10:00:02Z');
  const written = { startDate: expression };
  const dateOf = (step: number) => ({ startDate: new Date(begin + step * moves).toISOString() });
  const { relay, pollOnce } = play({ startFrom: 'date' }, { written });
  const run = executions();
  const taken = async (step: number) =>
    run(await pollOnce(dateOf(step)), { startFrom: 'date', ...dateOf(step), written });
  relay.events = numbers(3).map((number) => relayEvent(number));
  expect(await taken(0)).toEqual(ids([2, 3]));
  // Before the date that the expression gives by now.
  relay.events.push(relayEvent(4));
  expect(await taken(1)).toEqual(['evt_4']);
  expect(await taken(2)).toEqual([]);
  await startAgain();
  expect(await taken(3)).toEqual([]);
  // Another expression is another start.
  written.startDate = '={{ $now.minus({ days: 9 }) }}';
  expect(await taken(0)).toEqual(ids([2, 3, 4]));
});
