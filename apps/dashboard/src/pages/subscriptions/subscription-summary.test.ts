import { expect, test } from 'vitest';

import type { Subscription } from '../../api/views.ts';
import { paceText, subscriptionSummary } from './subscription-summary.ts';

const now = Date.parse('2026-11-28T12:00:00Z');

test.each([
  [{ perSecond: null, inFlight: 10, waitsUntil: null }, 'At most 10 concurrent requests'],
  [
    { perSecond: 2.5, inFlight: 1, waitsUntil: '2026-11-28T11:59:00Z' },
    'At most 2.5 per second, 1 concurrent request',
  ],
  [
    { perSecond: null, inFlight: 2, waitsUntil: '2026-11-28T12:00:40Z' },
    'At most 2 concurrent requests; the next one in 40 s',
  ],
])('the pace %j is shown with the wait that keeps due deliveries from being sent', (pace, text) => {
  const shown = paceText({ pace: { ...pace, reason: null } }, now);
  expect(shown.replaceAll('\u00A0', ' ')).toBe(text);
});

test('a subscription that gets another ordering says that nothing is sent, whatever else is so', () => {
  const subscription = {
    status: 'active',
    reordering: true,
    failingSince: '2026-11-28T11:00:00Z',
    backlog: { pending: 2, oldestPendingAt: null },
  } as Subscription;
  expect(subscriptionSummary(subscription, now)).toEqual({
    tone: 'info',
    label: 'Reordering',
    text: '2 deliveries are waiting. They are being sorted by the new ordering; nothing is sent until that is done.',
  });
  const ended = { ...subscription, reordering: false };
  expect(subscriptionSummary(ended, now)).toMatchObject({ label: 'Failing' });
});
