import * as v from 'valibot';
import { expect, test } from 'vitest';

import {
  eventTypePatterns,
  eventTypePatternSchema,
  matchesEventType,
} from './event-type-pattern.ts';
import { eventTypes } from './event-type.ts';

test.each([
  [['*'], 'activity.unknown', true],
  [['invoice.*'], 'invoice.paid', true],
  [['invoice.*'], 'payment.received', false],
  [['invoice.paid'], 'invoice.paid', true],
  // A literal is no prefix: `invoice.sent_to_accountant` is another type.
  [['invoice.sent'], 'invoice.sent_to_accountant', false],
  [['order.*', 'payment.*'], 'payment.received', true],
  [[], 'invoice.paid', false],
  // Of the relay itself hears only who asked for it.
  [['*'], 'relay.subscription.failing', false],
  [['relay.*'], 'relay.subscription.failing', true],
  [['*', 'relay.connection.*'], 'relay.connection.silent', true],
  [['*', 'relay.connection.*'], 'relay.delivery.dead', false],
] as const)('%j and %s: %s', (patterns, type, expected) => {
  expect(matchesEventType({ patterns, type })).toBe(expected);
});

test('every pattern matches something', () => {
  for (const pattern of eventTypePatterns) {
    const matched = eventTypes.filter((type) => matchesEventType({ patterns: [pattern], type }));
    expect([pattern, matched.length > 0]).toEqual([pattern, true]);
    expect(v.parse(eventTypePatternSchema, pattern)).toBe(pattern);
  }
  expect(new Set(eventTypePatterns).size).toBe(eventTypes.length + 11);
});

function refusal(input: unknown): string {
  return v.safeParse(eventTypePatternSchema, input).issues?.[0].message ?? 'taken';
}

test.each([
  ['invoice.payed', '"invoice.payed" matches no event type. Did you mean "invoice.paid"?'],
  ['Invoice.Paid', 'Did you mean "invoice.paid"'],
  ['paid', 'Did you mean "invoice.paid"?'],
  ['rejected', 'Did you mean "invoice.rejected" or "estimate.rejected"?'],
  ['invoices.*', 'Did you mean "invoice.*"'],
  ['estimation.created', '"estimate.created"'],
])('refuses %s and says what is near', (input, expected) => {
  expect(refusal(input)).toContain(expected);
});

test.each([
  '',
  'i*',
  'invoice.',
  'invoice.**',
  '*.paid',
  '__proto__',
  'x'.repeat(100_000),
  7,
  null,
])('refuses %j and says what there is', (input) => {
  expect(refusal(input)).toMatch(
    /Use an event type, a group such as "invoice\.\*" \(invoice, payment, order, estimate, activity, relay\), or "\*" for everything except relay\.\*\.$/,
  );
  expect(refusal(input).length).toBeLessThan(300);
  expect(refusal(input)).not.toMatch(/Did you mean \?/);
});
