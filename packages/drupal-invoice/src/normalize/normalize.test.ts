import { PayloadError } from '@invoice-relay/core/errors';
import { normalizedEventSchema } from '@invoice-relay/core/events';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { fixtureText } from '../../test/support/fixtures.ts';
import { activityId, readRecord, writeRecord } from '../record/index.ts';
import type { InvoiceRecord } from '../record/index.ts';
import { normalize } from './normalize.ts';

const seenAt = '2026-11-25T00:00:00.000Z';
const activityOf = (raw: Uint8Array) => ({ id: '7-1', raw, seenAt });
const ofFixture = (name: string) =>
  normalize(activityOf(new TextEncoder().encode(fixtureText(`record-${name}`))));

const created = readRecord(new TextEncoder().encode(fixtureText('record-created')));

function eventsOf(change: Partial<InvoiceRecord> & { readonly invoice?: object }) {
  const { invoice, ...members } = change;
  const source = invoice === undefined ? created.source : JSON.stringify(invoice);
  const record = { ...created, source, ...members };
  return normalize({ ...activityOf(writeRecord(record)), id: activityId(record) });
}

test('a new invoice, with every value in its place', () => {
  const [event, ...others] = ofFixture('created');
  expect(others).toEqual([]);
  expect(event).toEqual({
    type: 'invoice.created',
    timestamp: '2026-11-20T10:00:00.000Z',
    subject: { kind: 'invoice', id: '7', number: '20260007' },
    attributes: {},
    activity: {
      id: '7-1',
      type: 'new',
      message: 'Invoice 20260007 was created',
      link: null,
      createdAt: '2026-11-20T10:00:00.000Z',
    },
    document: {
      kind: 'invoice',
      invoice: expect.objectContaining({ id: '7', number: '20260007', currency: 'EUR' }),
    },
  });
});

test.each([
  ['created', ['invoice.created'], 'Invoice 20260007 was created'],
  [
    'created-paid',
    ['invoice.created', 'invoice.paid'],
    'Invoice 20260008 was created, and is paid',
  ],
  ['updated', ['invoice.updated'], 'Invoice 20260007 was changed: customer.city, items'],
  ['paid', ['invoice.paid'], 'Invoice 20260007 was paid'],
  [
    'updated-and-paid',
    ['invoice.updated', 'invoice.paid'],
    'Invoice 20260007 was changed (description) and paid',
  ],
  ['unknown', ['activity.unknown'], null],
] as const)('the record "%s" becomes %j', (name, types, message) => {
  const events = ofFixture(name);
  expect(events.map(({ type }) => type)).toEqual(types);
  for (const event of events) {
    expect(event.activity.message).toBe(message);
    expect(v.parse(normalizedEventSchema, event)).toEqual(event);
  }
});

describe('what changed', () => {
  test('is named in an update', () => {
    expect(ofFixture('updated')[0].attributes).toEqual({
      changed: ['customer.city', 'items'],
      revision: 2,
    });
  });

  test('is named without the status beside a payment', () => {
    const [updated, paid] = ofFixture('updated-and-paid');
    expect(updated.attributes).toEqual({ changed: ['description'], revision: 3 });
    expect(paid?.attributes).toEqual({});
  });

  test.each([
    [['pay_status'], ['invoice.paid']],
    [['pay_status', 'modified'], ['invoice.paid']],
    [['pay_status', 'customer.uid'], ['invoice.paid']],
    [
      ['pay_status', 'customer'],
      ['invoice.updated', 'invoice.paid'],
    ],
    [
      ['pay_status', 'customer.city', 'modified'],
      ['invoice.updated', 'invoice.paid'],
    ],
    [
      ['pay_status', 'items'],
      ['invoice.updated', 'invoice.paid'],
    ],
  ])('%j of an invoice that turned paid is %j', (changed, types) => {
    const events = eventsOf({ change: 'changed', turnedPaid: true, changed });
    expect(events.map(({ type }) => type)).toEqual(types);
  });

  test('of an invoice that was and stays paid is an update', () => {
    const events = eventsOf({
      change: 'changed',
      changed: ['description'],
      invoice: { pay_status: 'paid' },
    });
    expect(events.map(({ type }) => type)).toEqual(['invoice.updated']);
  });

  test('back to unpaid is an update', () => {
    const [event] = eventsOf({ change: 'changed', changed: ['pay_status'] });
    expect(event).toMatchObject({
      type: 'invoice.updated',
      attributes: { changed: ['pay_status'] },
    });
  });
});

describe('the number', () => {
  const invoice = { prefix: '%Y', leading_zeros: '4' };
  const numberOf = (change: Parameters<typeof eventsOf>[0]) => eventsOf(change)[0].subject?.number;

  test('is of the year in which the invoice was first seen, at the site', () => {
    const firstSeenAt = '2026-12-31T23:30:00.000Z';
    expect(numberOf({ invoice, firstSeenAt })).toBe('20270007');
    expect(numberOf({ invoice, firstSeenAt, timeZone: 'UTC' })).toBe('20260007');
  });

  test('is of the year that the invoice tells, before that', () => {
    expect(numberOf({ invoice: { ...invoice, created: '2019-05-01' } })).toBe('20190007');
  });

  test('is not known of an old invoice without a date', () => {
    expect(numberOf({ invoice, firstSeenAt: null })).toBeNull();
    const [{ activity }] = eventsOf({ invoice, firstSeenAt: null });
    expect(activity.message).toBe('Invoice 7 was created');
  });

  test('is what the invoice itself tells', () => {
    expect(numberOf({ invoice: { ...invoice, number: 'F-7' }, firstSeenAt: null })).toBe('F-7');
  });
});

test('a day of issue is never made of when the invoice was seen', () => {
  const [{ document }] = ofFixture('created');
  expect(document).toMatchObject({ invoice: { issueDate: null, dueDate: null } });
});

test.each([
  ['a price with a comma', '{"items":[{"quantity":"1","unitcost":"1,50"}]}', 'items[0].unitcost'],
  ['a list', '[1]', 'something else than an invoice'],
  ['no JSON', 'oops', 'something else than an invoice'],
  [
    'a nesting without end',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    'something else than an invoice',
  ],
])('an invoice with %s goes without the document, and says why', (_, source, why) => {
  const [event] = eventsOf({ source });
  expect(event).not.toHaveProperty('document');
  expect(event.type).toBe('invoice.created');
  expect(event.attributes['documentProblem']).toContain(why);
  expect(v.is(normalizedEventSchema, event)).toBe(true);
});

test('an invoice that cannot be read is paid all the same', () => {
  const source = '{"pay_status":"paid","items":[{"quantity":"x","unitcost":"1"}],"number":"F-7"}';
  const events = eventsOf({ source });
  expect(events.map(({ type }) => type)).toEqual(['invoice.created', 'invoice.paid']);
  expect(events[1]?.subject).toEqual({ kind: 'invoice', id: '7', number: 'F-7' });
});

test('a record of another kind carries every member on', () => {
  expect(ofFixture('unknown')[0]).toEqual({
    type: 'activity.unknown',
    timestamp: '2026-11-23T08:00:00.000Z',
    subject: { kind: 'invoice', id: '7', number: null },
    attributes: JSON.parse(fixtureText('record-unknown')),
    activity: {
      id: '7-1',
      type: 'archived',
      message: null,
      link: null,
      createdAt: '2026-11-23T08:00:00.000Z',
    },
  });
});

test('an object that says nothing has the time at which it was seen', () => {
  const [event] = normalize(activityOf(new TextEncoder().encode('{"id":7,"observedAt":"soon"}')));
  expect(event).toMatchObject({
    type: 'activity.unknown',
    timestamp: seenAt,
    subject: null,
    attributes: { id: 7, observedAt: 'soon' },
  });
});

test.each(['', 'oops', '[]', '{"a":1,"a":1}'])('%j is no activity', (text) => {
  expect(() => normalize(activityOf(new TextEncoder().encode(text)))).toThrow(PayloadError);
});

test('whatever a site writes becomes events as the catalog describes them', () => {
  const loose = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('paid', '1.5', '1,5', '1e30', '9'.repeat(60), ''),
  );
  const members = ['prefix', 'pay_limit', 'pay_status', 'quantity', 'unitcost', 'vat', 'city'];
  const part = fc.dictionary(fc.constantFrom(...members, 'created', 'number', '__proto__'), loose);
  const invoice = fc
    .tuple(part, fc.oneof(part, loose), fc.oneof(fc.array(part), part, loose))
    .map(([own, customer, items]) => ({ ...own, customer, items }));
  fc.assert(
    fc.property(invoice, (written) => {
      for (const event of eventsOf({ source: JSON.stringify(written) })) {
        expect(v.parse(normalizedEventSchema, event)).toEqual(event);
        expect(JSON.parse(JSON.stringify(event))).toEqual(event);
        expect('document' in event).not.toBe('documentProblem' in event.attributes);
      }
    }),
  );
});
