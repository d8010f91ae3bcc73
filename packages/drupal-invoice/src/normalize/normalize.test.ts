import { PayloadError } from '@invoice-relay/core/errors';
import { normalizedEventSchema } from '@invoice-relay/core/events';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { fixtureText } from '../../test/support/fixtures.ts';
import { readRecord, writeRecord } from '../record/index.ts';
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
  return normalize({ ...activityOf(writeRecord(record)), id: `${record.id}-${record.revision}` });
}

test('maps every value of a new invoice', () => {
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
  ['unpaid', ['invoice.unpaid'], 'Invoice 20260007 was marked as not paid'],
  ['deleted', ['invoice.deleted'], 'Invoice 20260007 was deleted'],
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
  test('is listed in an update', () => {
    expect(ofFixture('updated')[0].attributes).toEqual({
      changed: ['customer.city', 'items'],
      revision: 2,
    });
  });

  test('is listed without the status beside a payment', () => {
    const [updated, paid] = ofFixture('updated-and-paid');
    expect(updated.attributes).toEqual({ changed: ['description'], revision: 3 });
    expect(paid?.attributes).toEqual({});
  });

  test.each([
    ['paid', [], false, ['invoice.paid'], 'was paid'],
    ['paid', [], true, ['invoice.updated', 'invoice.paid'], 'was changed and paid'],
    ['unpaid', ['items'], true, ['invoice.updated', 'invoice.unpaid'], 'was changed (items) and'],
    [null, [], true, ['invoice.updated'], 'was changed'],
  ] as const)('turned %j with %j becomes %j', (turned, changed, isEdited, types, message) => {
    const events = eventsOf({ change: 'changed', turned, changed, isEdited });
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(events[0].activity.message).toContain(message);
  });
});

test('the number is that of the list, or else the computed one', () => {
  expect(eventsOf({ number: 'A-7' })[0]).toMatchObject({
    subject: { number: 'A-7' },
    document: { invoice: { number: 'A-7' } },
  });
  expect(eventsOf({ number: null })[0].subject?.number).toBe('20260007');
});

test('a deleted invoice has no document, which is not a problem', () => {
  const [event] = ofFixture('deleted');
  expect(event).not.toHaveProperty('document');
  expect(event.attributes).toEqual({ revision: 5 });
  expect(event.subject).toEqual({ kind: 'invoice', id: '7', number: '20260007' });
});

test.each([
  [
    'a price with a comma',
    '{"id":7,"items":[{"quantity":"1","unitcost":"1,50"}]}',
    'items[0].unitcost',
  ],
  ['a list', '[1]', 'something other than an invoice'],
  ['no JSON', 'oops', 'something other than an invoice'],
  [
    'a nesting without end',
    `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    'something other than an invoice',
  ],
])('an invoice with %s is sent without the document, and says why', (_, source, why) => {
  const [event] = eventsOf({ source });
  expect(event).not.toHaveProperty('document');
  expect(event.type).toBe('invoice.created');
  expect(event.attributes['documentProblem']).toContain(why);
  expect(v.is(normalizedEventSchema, event)).toBe(true);
});

test('an unreadable invoice is still reported as paid', () => {
  const source = '{"id":7,"pay_status":"paid","items":[{"quantity":"x","unitcost":"1"}]}';
  const events = eventsOf({ source, number: 'F-7' });
  expect(events.map(({ type }) => type)).toEqual(['invoice.created', 'invoice.paid']);
  expect(events[1]?.subject).toEqual({ kind: 'invoice', id: '7', number: 'F-7' });
});

test('a record of an unknown kind keeps every member', () => {
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

test('a record without a time has the time at which it was seen', () => {
  const [event] = normalize(activityOf(new TextEncoder().encode('{"id":7,"observedAt":"soon"}')));
  expect(event).toMatchObject({
    type: 'activity.unknown',
    timestamp: seenAt,
    subject: null,
    attributes: { id: 7, observedAt: 'soon' },
  });
});

test.each(['', 'oops', '[]', '{"a":1,"a":1}'])('%j is not an activity', (text) => {
  expect(() => normalize(activityOf(new TextEncoder().encode(text)))).toThrow(PayloadError);
});

test('anything that a site writes becomes events that match the catalog', () => {
  const loose = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom('paid', '1.5', '1,5', '1e30', '9'.repeat(60), ''),
  );
  const members = ['prefix', 'pay_limit', 'pay_status', 'quantity', 'unitcost', 'vat', 'city'];
  const part = fc.dictionary(fc.constantFrom(...members, 'created', 'number', '__proto__'), loose);
  const invoice = fc
    .tuple(part, fc.oneof(part, loose), fc.oneof(fc.array(part), part, loose))
    .map(([own, customer, items]) => ({ id: 7, ...own, customer, items }));
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
