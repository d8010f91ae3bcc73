import { describe, expect, test } from 'vitest';

import type { Delivery } from '../../api/views.ts';
import { deliveryStanding } from './delivery-words.ts';

const now = Date.parse('2026-11-28T12:00:00Z');
const inFourMinutes = '2026-11-28T12:04:00Z';

const delivery: Delivery = {
  id: 'dlv_1',
  subscriptionId: 'sub_1',
  eventId: 'evt_1',
  eventType: 'invoice.paid',
  subject: { kind: 'invoice', id: '8', number: 'INV-8' },
  status: 'pending',
  cause: 'live',
  replayId: null,
  attemptCount: 0,
  nextAttemptAt: null,
  waitsFor: null,
  createdAt: '2026-11-28T11:00:00Z',
  finishedAt: null,
};

function sentence(changes: Partial<Delivery>, subscriptionStatus?: string): string {
  return deliveryStanding({ delivery: { ...delivery, ...changes }, subscriptionStatus, now })
    .sentence;
}

describe('what a delivery waits for', () => {
  const head = {
    deliveryId: 'dlv_0',
    eventId: 'evt_0',
    subject: { kind: 'invoice', id: '7', number: 'INV-7' },
    lastAttempt: { status: 503, error: 'answered 503', at: '2026-11-28T11:59:00Z' },
    attempts: 3,
    nextAttemptAt: inFourMinutes,
  };

  test('another one that fails', () => {
    expect(sentence({ waitsFor: head })).toBe(
      'Waits behind invoice INV-7, which got 503 three times; next try in 4 min.',
    );
  });

  test('another one that gets no answer, and is due', () => {
    const waitsFor = {
      ...head,
      lastAttempt: { status: null, error: 'timed out', at: '2026-11-28T11:59:00Z' },
      attempts: 1,
      nextAttemptAt: '2026-11-28T11:59:59Z',
    };
    expect(sentence({ waitsFor })).toBe(
      'Waits behind invoice INV-7, which got no answer once; the next try is due now.',
    );
  });

  test('another one that was not tried yet', () => {
    expect(sentence({ waitsFor: { ...head, attempts: 0, lastAttempt: null } })).toBe(
      'Waits behind an earlier event of invoice INV-7, which is sent first.',
    );
  });

  test('its own next try', () => {
    expect(sentence({ attemptCount: 2, nextAttemptAt: inFourMinutes })).toBe(
      'Failed twice; next try in 4 min.',
    );
  });

  test('its own next try, which is near', () => {
    expect(sentence({ attemptCount: 1, nextAttemptAt: '2026-11-28T12:00:02Z' })).toBe(
      'Failed once; next try in a moment.',
    );
  });

  test('its subscription, whatever else it waits for', () => {
    expect(sentence({ waitsFor: head }, 'paused')).toBe(
      'Waits until its subscription is enabled: it is paused at present.',
    );
  });
});

test('how it ended', () => {
  const finishedAt = '2026-11-28T11:57:00Z';
  expect(sentence({ status: 'delivered', attemptCount: 3, finishedAt })).toBe(
    'Delivered 3 min ago, at the third attempt.',
  );
  expect(sentence({ status: 'dead', attemptCount: 10, finishedAt })).toBe(
    'Given up 3 min ago: it was tried 10 times. Retry it once the subscriber is fixed.',
  );
});
