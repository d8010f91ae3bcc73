import * as v from 'valibot';
import { expect, test } from 'vitest';

import { completeEvent, createEvent } from './create-event.ts';
import { eventSchema } from './any-event.ts';
import type { SourceEventType } from './event-type.ts';
import type { Subject } from './event.ts';
import { findEventType } from './catalog.ts';
import { sampleInvoice, sampleOrder } from './samples/documents.ts';

function normalized(type: SourceEventType, subject: Subject | null) {
  return {
    type,
    timestamp: '2026-11-20T10:00:00.1234567Z',
    subject,
    attributes: { UserId: 812 },
    activity: { id: '1', type: 'Paid', message: null, link: null, createdAt: null },
  };
}
const origin = { id: 'evt_1', connectionId: 'con_1', source: 'envoice' };
const invoiceSubject: Subject = { kind: 'invoice', id: '3971', number: 'INV-0001' };
const orderSubject: Subject = { kind: 'order', id: '1058', number: null };
const invoice = sampleInvoice('paid');
const order = sampleOrder('shipped');

test('is the body of the relay’s contract', () => {
  expect(
    createEvent({ ...origin, normalized: normalized('invoice.paid', invoiceSubject) }),
  ).toEqual({
    type: 'invoice.paid',
    timestamp: '2026-11-20T10:00:00.1234567Z',
    data: {
      ...origin,
      subject: invoiceSubject,
      attributes: { UserId: 812 },
      activity: { id: '1', type: 'Paid', message: null, link: null, createdAt: null },
      invoice: null,
    },
  });
});

test('contains whatever else is known about it, as its own member', () => {
  const known = {
    corrects: { eventId: 'evt_0', type: 'payment.received' },
    late: { newerEventId: 'evt_2', newerTimestamp: '2026-11-20T10:00:01Z' },
    enrichment: { state: 'complete' },
  } as const;
  const ofActivity = {
    ...normalized('invoice.paid', invoiceSubject),
    document: { kind: 'invoice', invoice } as const,
  };
  const { data } = createEvent({
    ...origin,
    normalized: { ...ofActivity, timestampSource: 'corrected' },
    // The activity's own document is the newer one.
    document: { kind: 'invoice', invoice: sampleInvoice('unpaid') },
    ...known,
  });
  const { subject, attributes, activity } = ofActivity;
  expect(data).toEqual({
    ...origin,
    ...known,
    subject,
    attributes,
    activity,
    invoice,
    timestampSource: 'corrected',
  });
});

test('names the same documents with and without them', () => {
  const base = { ...origin, normalized: normalized('invoice.paid', invoiceSubject) };
  const without = createEvent({ ...base, enrichment: { state: 'unavailable', reason: 'timeout' } });
  const complete = createEvent({
    ...base,
    document: { kind: 'invoice', invoice },
    enrichment: { state: 'complete' },
  });
  expect(Object.keys(without.data)).toEqual(Object.keys(complete.data));
  expect(without.data.invoice).toBeNull();
  expect(complete.data.invoice).toEqual(invoice);
  expect(without.data.enrichment).toEqual({ state: 'unavailable', reason: 'timeout' });
});

test.each<[SourceEventType, Subject | null, object]>([
  ['payment.received', invoiceSubject, { invoice: null }],
  ['payment.received', { kind: 'payment_link', id: '5', number: null }, { invoice: null }],
  ['order.updated', orderSubject, { order: null }],
  ['estimate.sent', null, { estimate: null }],
  ['invoice.updated', orderSubject, { invoice: null, order: null }],
  ['activity.unknown', orderSubject, { order: null }],
  ['activity.unknown', null, {}],
])('%s about %j names %j', (type, subject, documents) => {
  const event = createEvent({ ...origin, normalized: normalized(type, subject) });
  const { invoice: i, order: o, estimate: e } = event.data;
  expect(JSON.parse(JSON.stringify({ invoice: i, order: o, estimate: e }))).toEqual(documents);
  expect(v.parse(eventSchema, event)).toEqual(event);
  expect(v.parse(findEventType(type).schema, event)).toEqual(event);
});

test('an event of any type keeps the document of its subject', () => {
  const event = createEvent({
    ...origin,
    normalized: normalized('invoice.updated', orderSubject),
    document: { kind: 'order', order },
    enrichment: { state: 'complete' },
  });
  expect(event.data).toMatchObject({ invoice: null, order });
  expect(v.parse(findEventType('invoice.updated').schema, event)).toEqual(event);
});

test('an event with its document keeps everything else', () => {
  const event = createEvent({
    ...origin,
    normalized: { ...normalized('invoice.paid', invoiceSubject), timestampSource: 'corrected' },
    corrects: { eventId: 'evt_0', type: 'payment.received' },
    enrichment: { state: 'pending' },
  });
  const enrichment = { state: 'complete' } as const;
  expect(completeEvent({ event, document: { kind: 'invoice', invoice }, enrichment })).toEqual({
    ...event,
    data: { ...event.data, invoice, enrichment },
  });
  const unavailable = { state: 'unavailable', reason: 'timeout' } as const;
  expect(completeEvent({ event, document: null, enrichment: unavailable })).toEqual({
    ...event,
    data: { ...event.data, enrichment: unavailable },
  });
});
