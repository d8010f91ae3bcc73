import { PayloadError } from '@invoice-relay/core/errors';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { answerText } from '../../test/support/answers.ts';
import { activityId, readRecord, writeRecord } from './index.ts';
import type { InvoiceRecord } from './index.ts';

const sample = answerText('get-escapes-and-tenths').trim();

const record: InvoiceRecord = {
  id: '7',
  revision: 2,
  change: 'changed',
  turned: 'paid',
  isEdited: true,
  changed: ['customer.city'],
  observedAt: '2026-11-20T10:00:00.000Z',
  number: '20260007',
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  source: sample,
};

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('a record survives a round trip, the invoice character for character', () => {
  expect(readRecord(writeRecord(record))).toEqual(record);
  expect(decode(writeRecord(record))).toContain(`"invoice":${sample}}`);
});

test('a record of a deleted invoice has no invoice', () => {
  const gone: InvoiceRecord = { ...record, change: 'deleted', source: null };
  expect(readRecord(writeRecord(gone))).toEqual(gone);
});

test('the id of an activity consists of its invoice, the revision, and what it says', () => {
  expect(activityId({ ...record, digest: 'aB3_x-9Qkz' })).toBe('7-2-aB3_x-9Qkz');
});

test.each([
  ['a name twice', '{"a":1,"a":2}'],
  ['white space around', ' {"a":1}\n'],
  ['a deeper nesting than we read', `{"a":${'['.repeat(80)}${']'.repeat(80)}}`],
  ['what would end the record', '{"a":1},"id":"8"'],
  ['what would be another member', '{"a":1},"x":{}'],
  ['half an invoice', '{"a":1'],
  ['nothing', ''],
])('an invoice with %s survives a round trip character for character', (_, source) => {
  expect(readRecord(writeRecord({ ...record, source }))).toEqual({ ...record, source });
});

test('anything that a site writes survives a round trip', () => {
  const source = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('{', '}', '"', ':', ',', 'a', '[', ']', '\\', ' ') }),
  );
  fc.assert(
    fc.property(source, (text) => {
      expect(readRecord(writeRecord({ ...record, source: text })).source).toBe(text);
    }),
  );
});

test('numbers keep every digit', () => {
  const source = '{"unitcost":0.123456789012345678901,"big":12345678901234567890,"e":1.50e1}';
  expect(readRecord(writeRecord({ ...record, source })).source).toBe(source);
});

const json = (change: object) => JSON.stringify({ ...record, invoice: {}, ...change });

test.each([
  ['what is no JSON', 'invoice', 'payload_not_json'],
  ['a list', '[]', 'payload_invalid'],
  ['an object without an invoice', JSON.stringify(record), 'payload_invalid'],
  ['an invoice that is gone, with one', json({ change: 'deleted' }), 'payload_invalid'],
  ['another change', json({ change: 'archived' }), 'payload_invalid'],
  ['no id', json({ id: '' }), 'payload_invalid'],
  ['a revision as text', json({ revision: '2' }), 'payload_invalid'],
  ['a time that is none', json({ observedAt: 'today' }), 'payload_invalid'],
  ['a time zone that is none', json({ timeZone: 'Mars/Olympus' }), 'payload_invalid'],
  ['an id that comes twice', `{"id":"1",${json({}).slice(1)}`, 'payload_duplicate_member'],
])('refuses %s', (_, text, code) => {
  expect(() => readRecord(encode(text))).toThrow(PayloadError);
  expect(() => readRecord(encode(text))).toThrow(expect.objectContaining({ code }));
});

test('refuses what is not UTF-8', () => {
  const bytes = writeRecord(record);
  bytes[bytes.length - 10] = 0xff;
  expect(() => readRecord(bytes)).toThrow(expect.objectContaining({ code: 'payload_not_utf8' }));
});
