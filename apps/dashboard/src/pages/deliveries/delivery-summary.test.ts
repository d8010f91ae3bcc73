import { describe, expect, test } from 'vitest';

import type { Delivery } from '../../api/views.ts';
import { deliveryAhead, deliverySummary } from './delivery-summary.ts';

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

function text(changes: Partial<Delivery>, subscriptionStatus?: string): string {
  const summary = deliverySummary({
    delivery: { ...delivery, ...changes },
    subscriptionStatus,
    now,
  });
  return summary.text.replaceAll('\u00A0', ' ');
}

describe('what a delivery is waiting for', () => {
  const head = {
    deliveryId: 'dlv_0',
    eventId: 'evt_0',
    subject: { kind: 'invoice', id: '7', number: 'INV-7' },
    lastAttempt: { status: 503, error: 'responded 503', at: '2026-11-28T11:59:00Z' },
    attempts: 3,
    nextAttemptAt: inFourMinutes,
  };

  test('another one that is failing', () => {
    expect(text({ waitsFor: head })).toBe(
      'Waiting behind invoice INV-7, which got 503 three times; next attempt in 4 min.',
    );
  });

  test('another one that gets no response, and is due', () => {
    const waitsFor = {
      ...head,
      lastAttempt: { status: null, error: 'timed out', at: '2026-11-28T11:59:00Z' },
      attempts: 1,
      nextAttemptAt: '2026-11-28T11:59:59Z',
    };
    expect(text({ waitsFor })).toBe(
      'Waiting behind invoice INV-7, which got no response once; the next attempt follows when its turn comes.',
    );
  });

  test('another one that was not attempted yet', () => {
    expect(text({ waitsFor: { ...head, attempts: 0, lastAttempt: null } })).toBe(
      'Waiting behind an earlier event of invoice INV-7, which is sent first.',
    );
  });

  test('its own next attempt', () => {
    expect(text({ attemptCount: 2, nextAttemptAt: inFourMinutes })).toBe(
      'Failed twice; next attempt in 4 min.',
    );
  });

  test('its own next attempt, which is imminent', () => {
    expect(text({ attemptCount: 1, nextAttemptAt: '2026-11-28T12:00:02Z' })).toBe(
      'Failed once; next attempt in a moment.',
    );
  });

  test('its subscription, whatever else it is waiting for', () => {
    expect(text({ waitsFor: head }, 'paused')).toBe(
      'Waiting until its subscription is enabled: it is currently paused.',
    );
    const waiting = { ...delivery, waitsFor: head };
    expect(deliveryAhead({ delivery: waiting, subscriptionStatus: 'paused' })).toBeNull();
    expect(deliveryAhead({ delivery: waiting, subscriptionStatus: 'active' })).toBe(head);
    expect(deliveryAhead({ delivery: waiting })).toBe(head);
  });
});

test('how it ended', () => {
  const finishedAt = '2026-11-28T11:57:00Z';
  expect(text({ status: 'delivered', attemptCount: 3, finishedAt })).toBe(
    'Delivered 3 min ago, on the third attempt.',
  );
  expect(text({ status: 'dead', attemptCount: 10, finishedAt })).toBe(
    'Given up 3 min ago, after 10 attempts. Retry it once the subscriber is fixed.',
  );
});
