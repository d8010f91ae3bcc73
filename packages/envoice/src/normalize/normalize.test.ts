import { normalizedEventSchema } from '@invoice-relay/core/events';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import {
  acceptedActivity,
  orderedActivity,
  paidActivity,
  unknownActivity,
} from '../../test/support/activities.ts';
import { activityTypes } from './activity-types.ts';
import { normalize } from './normalize.ts';

const seenAt = '2026-11-21T08:00:00.000Z';

function eventOf(activity: string | Readonly<Record<string, unknown>>) {
  const json = typeof activity === 'string' ? activity : JSON.stringify(activity);
  return normalize({ id: '99120', raw: new TextEncoder().encode(json), seenAt })[0];
}

test('maps every value of a payment', () => {
  expect(eventOf(paidActivity)).toEqual({
    type: 'invoice.paid',
    timestamp: '2026-11-20T10:00:00.1234567Z',
    subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
    attributes: {},
    activity: {
      id: '99120',
      type: 'Paid',
      message: 'Invoice INV-0001 was paid',
      link: 'https://www.envoice.in/i/3971/a1b2c3',
      createdAt: '2026-11-20T10:00:00.1234567Z',
    },
  });
});

test('orders and estimations are subjects too, and the type may be a name', () => {
  expect(eventOf(orderedActivity)).toMatchObject({
    type: 'order.created',
    subject: { kind: 'order', id: '812', number: 'ORD-0042' },
    activity: { message: 'New order ORD-0042 from Čaj & Co — 2 × Ökotee' },
  });
  expect(eventOf(acceptedActivity)).toMatchObject({
    type: 'estimate.accepted',
    subject: { kind: 'estimate', id: '57', number: 'EST-0009' },
    attributes: { UserId: 12 },
    activity: { type: 'EstimationAccepted' },
  });
});

test.each(activityTypes.map((type, ordinal) => ({ ordinal, ...type })))(
  'Type $ordinal is $name and becomes $eventType',
  ({ ordinal, name, eventType, attributes }) => {
    for (const Type of [ordinal, String(ordinal), name]) {
      const event = eventOf({ Type, Id: 1, InvoiceId: 2 });
      expect(event).toMatchObject({ type: eventType, attributes, activity: { type: name } });
      expect(v.is(normalizedEventSchema, event)).toBe(true);
    }
  },
);

test('an activity of unknown type keeps every member, and still has a subject', () => {
  const event = eventOf(unknownActivity);
  expect(event).toMatchObject({
    type: 'activity.unknown',
    timestamp: '2026-11-20T10:00:03.25Z',
    subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
    activity: { type: '4711', message: 'Invoice INV-0001 was rated', link: null },
  });
  expect(event.attributes).toEqual(JSON.parse(unknownActivity));
});

test.each([
  [undefined, ''],
  [null, ''],
  [49, '49'],
  ['Eaten', 'Eaten'],
  [true, 'true'],
  [{ a: 1 }, '{"a":1}'],
  [[11], '[11]'],
])('a Type of %j is unknown', (Type, written) => {
  const event = eventOf({ Type, Id: 1 });
  expect(event.type).toBe('activity.unknown');
  expect(event.activity.type).toBe(written);
  expect(event.attributes).toEqual(Type === undefined ? { Id: 1 } : { Type, Id: 1 });
});

test.each([
  ['the id that is there, whatever the type', { Type: 11, OrderId: 5 }, 'order', '5'],
  ['the type’s own, of several', { Type: 29, InvoiceId: 4, OrderId: 5 }, 'order', '5'],
  ['the invoice, of several others', { Type: 38, InvoiceId: 4, OrderId: 5 }, 'invoice', '4'],
  ['the order before the estimation', { Type: 11, EstimationId: 6, OrderId: 5 }, 'order', '5'],
  ['the invoice when the type is unknown', { Type: 99, OrderId: 5, InvoiceId: 4 }, 'invoice', '4'],
  ['an id given as text', { Type: 11, InvoiceId: '4' }, 'invoice', '4'],
])('the subject is %s', (_, activity, kind, id) => {
  expect(eventOf(activity).subject).toEqual({ kind, id, number: null });
});

test.each([0, null, '', '0'])('an id of %j is neither an id nor an attribute', (nothing) => {
  const event = eventOf({
    Type: 11,
    Id: nothing,
    InvoiceId: nothing,
    OrderId: nothing,
    EstimationId: nothing,
    OrderNumber: nothing,
  });
  expect(event.subject).toBeNull();
  expect(event.attributes).toEqual({});
});

test('ids and numbers other than the subject’s are kept as attributes', () => {
  const activity = { Type: 11, InvoiceId: 4, InvoiceNumber: 'I-4', OrderId: 5, OrderNumber: 'O-5' };
  expect(eventOf(activity)).toMatchObject({
    subject: { kind: 'invoice', id: '4', number: 'I-4' },
    attributes: { OrderId: 5, OrderNumber: 'O-5' },
  });
  expect(eventOf(activity).attributes).not.toHaveProperty('InvoiceNumber');
});

test('an id keeps all of its digits', () => {
  const json = '{"Type":11,"InvoiceId":12345678901234567890,"Total":12345678901234567890.50}';
  expect(eventOf(json)).toMatchObject({
    subject: { id: '12345678901234567890' },
    attributes: { Total: '12345678901234567890.50' },
  });
});

test('a member that does not fit its place is kept under its own name', () => {
  const odd = { Message: { en: 'Paid' }, Link: 7, CreatedOn: 1763632800, Id: [1], InvoiceId: {} };
  const event = eventOf({ Type: 11, ...odd });
  expect(event.attributes).toEqual(odd);
  expect(event).toMatchObject({ timestamp: seenAt, subject: null });
  expect(event.activity).toMatchObject({ message: null, link: null, createdAt: null });
});

test('an empty member that has a place is not kept, and any other is', () => {
  const empty = { Message: null, Link: null, CreatedOn: null, OrderId: null, EstimationId: '' };
  expect(eventOf({ Type: 11, InvoiceId: 4, ...empty }).attributes).toEqual({});
  const others = { Reason: null, Note: '' };
  expect(eventOf({ Type: 11, InvoiceId: 4, ...others }).attributes).toEqual(others);
});

test('the catalog’s attributes take precedence over a member of the same name', () => {
  expect(eventOf({ Type: 3, channel: 'pigeon' }).attributes).toEqual({ channel: 'email' });
});

test.each(['2026-02-30T10:00:00Z', '0001-01-01T00:00:00', 'yesterday', ''])(
  'with the impossible date %j the event has the time it was seen',
  (CreatedOn) => {
    const event = eventOf({ Type: 11, CreatedOn });
    expect(event.timestamp).toBe(seenAt);
    expect(event.activity.createdAt).toBe(CreatedOn);
  },
);

test('a date without a zone is UTC, and stays as written in the activity', () => {
  const event = eventOf({ Type: 11, CreatedOn: '2026-11-20T10:00:00.1234567' });
  expect(event.timestamp).toBe('2026-11-20T10:00:00.1234567Z');
  expect(event.activity.createdAt).toBe('2026-11-20T10:00:00.1234567');
});

test('reads the activities that the API lists, which have neither date nor invoice id', () => {
  const listed = {
    Id: 99120,
    Type: 'NewPaymentWithStripe',
    Message: 'Paid with Stripe',
    Link: 'https://www.envoice.in/i/3971/a1b2c3',
    InvoiceNumber: 'INV-0001',
  };
  expect(eventOf(listed)).toEqual({
    type: 'payment.received',
    timestamp: seenAt,
    timestampSource: 'seen',
    subject: null,
    attributes: { gateway: 'stripe', InvoiceNumber: 'INV-0001' },
    activity: {
      id: '99120',
      type: 'NewPaymentWithStripe',
      message: 'Paid with Stripe',
      link: 'https://www.envoice.in/i/3971/a1b2c3',
      createdAt: null,
    },
  });
});

test.each([11, 99])('members that reach a prototype stay out of the event (Type %i)', (Type) => {
  const event = eventOf(
    `{"Type":${Type},"__proto__":{"polluted":1},"constructor":{"prototype":{}},"A":{"__proto__":[]}}`,
  );
  expect(JSON.stringify(event)).not.toMatch(/__proto__|constructor|prototype/);
  expect(Object.getPrototypeOf(event.attributes)).toBe(Object.prototype);
  expect(event.attributes['A']).toEqual({});
});

test('creates a valid event from any object', () => {
  const names = ['Id', 'Type', 'Message', 'Link', 'CreatedOn', 'InvoiceId', 'InvoiceNumber', 'X'];
  const activity = fc.dictionary(
    fc.oneof(fc.constantFrom(...names), fc.string()),
    fc.oneof(fc.jsonValue(), fc.nat({ max: 60 }), fc.constantFrom('', '0', 'Paid', -1, 1e300)),
  );
  fc.assert(
    fc.property(activity, (members) => {
      const event = eventOf(members);
      expect(v.safeParse(normalizedEventSchema, event).issues).toBeUndefined();
      expect(JSON.parse(JSON.stringify(event))).toEqual(event);
    }),
  );
});
