import { normalizedEventSchema } from '@invoice-relay/core/events';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';

import { eventTimestamp } from './dates.ts';

test.each([
  '2026-11-20T10:00:00Z',
  '2026-11-20T10:00:00.1Z',
  '2026-11-20T10:00:00.12Z',
  '2026-11-20T10:00:00.123Z',
  '2026-11-20T10:00:00.1234Z',
  '2026-11-20T10:00:00.12345Z',
  '2026-11-20T10:00:00.123456Z',
  '2026-11-20T10:00:00.1234567Z',
  '2026-11-20T10:00:00.1234567+05:30',
  '2026-11-20T10:00:00-14:00',
  '2024-02-29T23:59:59.9999999Z',
  '2000-02-29T00:00:00Z',
  '2499-12-31T23:59:59.9999999Z',
  '2026-01-01T00:00:00.12345678Z',
  '2026-01-01T00:00:00.123456789+01:00',
])('%s keeps every digit', (text) => expect(eventTimestamp(text)).toBe(text));

test.each([
  ['/Date(1795168800123)/', '2026-11-20T10:00:00.123Z'],
  ['/Date(1795165200123+0100)/', '2026-11-20T09:00:00.123Z'],
  ['/Date(1795165200123-0000)/', '2026-11-20T09:00:00.123Z'],
  ['2026-11-20T10.00.00.1234567Z', '2026-11-20T10:00:00.1234567Z'],
])('%s, as another serializer or culture writes it, is %s', (text, timestamp) => {
  expect(eventTimestamp(text)).toBe(timestamp);
});

test('nothing happened a year after it was seen, whatever the current date is', () => {
  const seenAt = '2026-11-20T10:00:00.000Z';
  expect(eventTimestamp('2027-12-31T00:00:00Z', seenAt)).not.toBeNull();
  expect(eventTimestamp('2028-01-01T00:00:00Z', seenAt)).toBeNull();
});

test('a date without a zone is UTC', () => {
  expect(eventTimestamp('2026-11-20T10:00:00.1234567')).toBe('2026-11-20T10:00:00.1234567Z');
});

test.each([
  ['an unset DateTime', '0001-01-01T00:00:00'],
  ['an unset DateTime in UTC', '0001-01-01T00:00:00Z'],
  ['an unset DateTimeOffset', '0001-01-01T00:00:00+00:00'],
  ['the year 0', '0000-01-01T00:00:00Z'],
  ['30 February', '2026-02-30T00:00:00Z'],
  ['29 February of a common year', '2026-02-29T00:00:00Z'],
  ['29 February of 1900', '1900-02-29T00:00:00Z'],
  ['31 April', '2026-04-31T00:00:00Z'],
  ['month 13', '2026-13-01T00:00:00Z'],
  ['month 0', '2026-00-01T00:00:00Z'],
  ['day 0', '2026-01-00T00:00:00Z'],
  ['24 o’clock', '2026-01-01T24:00:00Z'],
  ['minute 60', '2026-01-01T00:60:00Z'],
  ['second 60', '2026-01-01T00:00:60Z'],
  ['ten digits', '2026-01-01T00:00:00.1234567891Z'],
  ['a Thai year', '2569-11-20T10:00:00Z'],
  ['a Hijri year', '1448-06-01T10:00:00Z'],
  ['dots and colons mixed', '2026-01-01T10.00:00Z'],
  ['a dot without digits', '2026-01-01T00:00:00.Z'],
  ['an offset that .NET has not', '2026-01-01T00:00:00+15:00'],
  ['a date alone', '2026-01-01'],
  ['a blank for the T', '2026-01-01 00:00:00Z'],
  ['white space around', ' 2026-01-01T00:00:00Z'],
  ['a line after', '2026-01-01T00:00:00Z\n'],
  ['the old .NET form, without end', '/Date(1763632800000'],
  ['the old .NET form, of no moment', '/Date(999999999999999)/'],
  ['seconds', '1763632800'],
  ['nothing', ''],
])('%s is not a moment', (_, text) => expect(eventTimestamp(text)).toBeNull());

test('the result is a valid event timestamp of the same moment', () => {
  const moment = fc.date({
    min: new Date('2000-01-01T00:00:00Z'),
    max: new Date('2500-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  const fraction = fc.stringMatching(/^(\.\d{1,7})?$/);
  const zone = fc.constantFrom('', 'Z', '+00:00', '+14:00', '-03:30');
  fc.assert(
    fc.property(moment, fraction, zone, (date, digits, suffix) => {
      const text = `${date.toISOString().slice(0, 19)}${digits}`;
      const timestamp = eventTimestamp(text + suffix);
      expect(timestamp).toBe(text + (suffix || 'Z'));
      expect(v.is(normalizedEventSchema.entries.timestamp, timestamp)).toBe(true);
    }),
  );
});
