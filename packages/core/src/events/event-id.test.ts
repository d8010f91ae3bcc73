import { expect, test } from 'vitest';

import { eventId } from './event-id.ts';

test('the same activity of the same connection always has the same id', () => {
  const id = eventId({ connectionId: 'con_1', activityId: '99120' });
  expect(eventId({ connectionId: 'con_1', activityId: '99120' })).toBe(id);
  expect(id).toMatch(/^evt_[0-9a-f]{32}$/);
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
