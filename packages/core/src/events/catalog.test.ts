import * as v from 'valibot';
import { expect, test } from 'vitest';

import { checkTotals } from '../models/index.ts';
import { eventCatalog, findEventType } from './catalog.ts';
import { eventSchema } from './any-event.ts';
import { eventTypeInfo, sourceEventTypeInfo } from './event-type-info.ts';
import { eventTypes, operationalEventTypes, sourceEventTypes } from './event-type.ts';
import { sampleEvent, sampleSourceEvent } from './samples/sample-event.ts';

test('lists every event type once, in order', () => {
  expect(eventCatalog.map((entry) => entry.type)).toEqual(eventTypes);
  expect(new Set(sourceEventTypes).size).toBe(34);
  expect(new Set(operationalEventTypes).size).toBe(8);
  expect(new Set(eventTypes).size).toBe(42);
  expect(Object.keys(eventTypeInfo)).toEqual(eventTypes);
});

test('finds an entry by its type only', () => {
  expect(findEventType('invoice.paid').title).toBe('Invoice Paid');
  for (const text of ['invoice.payed', '', '*', '__proto__', 'toString', '0']) {
    expect(findEventType(text)).toBeUndefined();
  }
});

test.each(eventCatalog)(
  '$type has a title and a description for pickers',
  ({ title, description }) => {
    // The limits and habits of n8n and Zapier.
    expect(title).toMatch(/^[A-Z][A-Za-z ]{1,63}$/);
    for (const word of title.split(' ')) expect(word).toMatch(/^([A-Z]|to$|as$|by$)/);
    expect(description).toMatch(/^[A-Z].{0,998}\.$/);
    expect(eventCatalog.filter((entry) => entry.title === title)).toHaveLength(1);
    expect(eventCatalog.filter((entry) => entry.description === description)).toHaveLength(1);
  },
);

test.each(eventCatalog)('the sample of $type matches its schema', (entry) => {
  const { type, schema, sample, subjectKind } = entry;
  expect(sample.type).toBe(type);
  expect(v.parse(schema, sample)).toEqual(sample);
  expect(v.parse(eventSchema, sample)).toEqual(sample);
  expect(JSON.parse(JSON.stringify(sample))).toEqual(sample);
  expect(sample.data.subject?.kind).toBe(subjectKind ?? 'invoice');
});

test.each(sourceEventTypes)('the sample of %s carries its document', (type) => {
  const { subjectKind } = sourceEventTypeInfo[type];
  if (subjectKind === null) return;
  // Of what was deleted there is nothing left to read.
  const currency = type === 'invoice.deleted' ? undefined : 'EUR';
  expect(sampleSourceEvent(type).data[subjectKind]?.currency).toBe(currency);
});

test.each(operationalEventTypes)('the sample of %s says what happened and what to do', (type) => {
  const { source, attributes, activity } = sampleEvent(type).data;
  expect([source, activity]).toEqual(['relay', null]);
  expect(attributes['summary']).toMatch(/\.$/);
  expect(attributes['action'] === null).toBe(type.endsWith('.recovered'));
});

test('no two samples are the same event', () => {
  expect(new Set(eventCatalog.map(({ sample }) => sample.data.id)).size).toBe(eventTypes.length);
});

test.each(sourceEventTypes)('the document in the sample of %s adds up', (type) => {
  const sample = sampleSourceEvent(type);
  const { invoice, order, estimate } = sample.data;
  const documents = [
    ...(invoice ? [{ ...invoice, lines: invoice.invoiceLines }] : []),
    ...(order ? [{ ...order, lines: order.orderLines }] : []),
    ...(estimate ? [{ ...estimate, lines: estimate.estimateLines }] : []),
  ];
  expect(documents).toHaveLength(sample.type === 'invoice.deleted' ? 0 : 1);
  for (const document of documents) expect(checkTotals(document)).toEqual([]);
});

test.each([
  ['invoice.sent', { channel: 'pigeon' }],
  ['invoice.reminder_sent', { channel: null }],
  ['estimate.sent', { channel: 1 }],
  ['payment.received', { gateway: '' }],
] as const)(
  '%s refuses the attributes %j, and keeps members it does not know',
  (type, attributes) => {
    const { schema, sample } = findEventType(type);
    const withAttributes = (value: object) => ({
      ...sample,
      data: { ...sample.data, attributes: value },
    });
    expect(v.is(schema, withAttributes(attributes))).toBe(false);
    const open = withAttributes({
      ...sample.data.attributes,
      UserId: 812,
      nested: { list: [1, null] },
    });
    expect(v.parse(schema, open)).toEqual(open);
    expect(v.is(schema, withAttributes({}))).toBe(true);
  },
);

test.each(eventCatalog)('$type rejects bodies of other events', ({ type, schema, sample }) => {
  const other = type === 'invoice.paid' ? 'invoice.sent' : 'invoice.paid';
  expect(v.is(schema, { ...sample, type: other })).toBe(false);
  expect(v.is(schema, { ...sample, timestamp: 'yesterday' })).toBe(false);
  expect(v.is(schema, { ...sample, data: { ...sample.data, id: 'no event id' } })).toBe(false);
});

test.each(sourceEventTypes)('%s always names the document of its type', (type) => {
  const { subjectKind } = sourceEventTypeInfo[type];
  if (subjectKind === null) return;
  const { schema } = findEventType(type);
  const sample = sampleSourceEvent(type);
  const { [subjectKind]: _, ...without } = sample.data;
  expect(v.is(schema, { ...sample, data: without })).toBe(false);
  expect(v.is(schema, { ...sample, data: { ...without, [subjectKind]: null } })).toBe(true);
});

test.each(operationalEventTypes)('%s rejects attributes of another type', (type) => {
  const { schema, sample } = findEventType(type);
  const other = type.startsWith('relay.subscription')
    ? 'relay.quarantine.added'
    : 'relay.subscription.failing';
  expect(v.is(schema, withAttributesOf(other))).toBe(false);
  expect(v.is(schema, { ...sample, data: { ...sample.data, attributes: {} } })).toBe(false);
  expect(v.is(schema, { ...sample, data: { ...sample.data, source: 'envoice' } })).toBe(false);

  function withAttributesOf(one: (typeof operationalEventTypes)[number]): object {
    const { attributes } = sampleEvent(one).data;
    return { ...sample, data: { ...sample.data, attributes } };
  }
});

test.each(eventCatalog)(
  'the JSON Schema of $type is complete in itself',
  ({ type, jsonSchema, title }) => {
    expect(jsonSchema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title,
      properties: { type: { const: type } },
    });
    const text = JSON.stringify(jsonSchema);
    const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map((match) => match[1]);
    expect(references.length).toBeGreaterThan(type.startsWith('relay.') ? -1 : 5);
    const { $defs } = jsonSchema;
    for (const reference of new Set(references)) {
      expect(Object.keys($defs ?? {}).map((name) => `#/$defs/${name}`)).toContain(reference);
    }
  },
);
