import { expect, test } from 'vitest';

import { eventId } from './event-id.ts';

test('the same activity of the same connection always has the same id', () => {
  const id = eventId({ connectionId: 'con_1', activityId: '99120' });
  expect(eventId({ connectionId: 'con_1', activityId: '99120' })).toBe(id);
  expect(id).toMatch(/^evt_[0-9a-f]{32}$/);
});

test.each([
  // printf 'con_1\n0\n99120' | sha256sum
  [{}, 'evt_c9c2fae26f995609da7a67ed41b0a68b'],
  [{ index: 2 }, 'evt_f6d708583ee52393dbf7be8cc0956688'],
  [{ correction: 1 }, 'evt_9b1479e108c13847be397c6c4beaaad9'],
])('of %j is the id that subscribers already have', (place, id) => {
  expect(eventId({ connectionId: 'con_1', activityId: '99120', ...place })).toBe(id);
});

test('a different connection, activity, index or correction has a different id', () => {
  const ids = [
    eventId({ connectionId: 'con_1', activityId: '1' }),
    eventId({ connectionId: 'con_2', activityId: '1' }),
    eventId({ connectionId: 'con_1', activityId: '2' }),
    eventId({ connectionId: 'con_1', activityId: '1', index: 1 }),
    eventId({ connectionId: 'con_1', activityId: '1', correction: 1 }),
    eventId({ connectionId: 'con_1', activityId: '1', correction: 2 }),
    eventId({ connectionId: 'con_1', activityId: '1', index: 1, correction: 1 }),
    eventId({ connectionId: 'con_1', activityId: '0\n1' }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
