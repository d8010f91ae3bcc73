import { InputError } from '@invoice-relay/core/errors';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { readDay, readMoment } from './dates.ts';

const field = 'Due Date';
const timezone = 'Europe/Amsterdam';

test.each([
  ['2026-11-20', '2026-11-20'],
  // The output of n8n's own picker.
  ['2026-11-20T00:00:00', '2026-11-20'],
  ['2026-11-20T23:59:59', '2026-11-20'],
  // $now and $today.
  ['2026-11-20T00:00:00.000+01:00', '2026-11-20'],
  ['2026-11-20T23:30:00.000-05:00', '2026-11-20'],
  // A moment in UTC is a day of the time zone, unless it is how Envoice writes a day.
  ['2026-11-20T23:30:00Z', '2026-11-21'],
  ['2026-11-20T23:30:00.000+00:00', '2026-11-21'],
  [' 2026-11-20T23:30z ', '2026-11-21'],
  ['2026-11-20T23:30-0000', '2026-11-21'],
  ['2026-11-20T23:30+0030', '2026-11-20'],
  ['2026-11-20T00:00:00Z', '2026-11-20'],
  ['2026-11-20T00:00:00.0000000Z', '2026-11-20'],
  [new Date('2026-07-01T22:30:00Z'), '2026-07-02'],
  [{ toISO: () => '2026-11-20T10:00:00.000+01:00' }, '2026-11-20'],
  ['2028-02-29', '2028-02-29'],
])('%j is the day %s', (value, day) => {
  expect(readDay({ value, field, timezone })).toBe(`${day}T00:00:00Z`);
});

test('a day does not shift west of Greenwich', () => {
  const west = 'America/New_York';
  expect(readDay({ value: '2026-11-20T00:00:00Z', field, timezone: west })).toBe(
    '2026-11-20T00:00:00Z',
  );
  expect(readDay({ value: '2026-11-20T03:00:00Z', field, timezone: west })).toBe(
    '2026-11-19T00:00:00Z',
  );
});

test.each([
  '31.2.2026',
  '31 February 2026',
  '2026-02-30',
  '2026-13-01',
  '2026-11-20T25:00:00',
  '2026-11-20T10:00:00+99:99',
  'soon',
  'x2026-11-20',
  '2026-11-20x',
  null,
  {},
  5,
  new Date('x'),
])('%j is refused, with the field and what to write', (value) => {
  expect(() => readDay({ value, field, timezone })).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(/^Due Date: .* is not a date$/),
      description: expect.stringContaining('2026-11-20'),
    }),
  );
});

test.each([
  ['2026-12-31T23:59:59', '2026-12-31T22:59:59Z'],
  ['2026-12-31T23:59:59z', '2026-12-31T23:59:59Z'],
  ['2026-07-01T12:00:00', '2026-07-01T10:00:00Z'],
  ['2026-12-31', '2026-12-30T23:00:00Z'],
  ['2026-12-31T23:59:59-05:00', '2027-01-01T04:59:59Z'],
  ['2026-12-31T23:59:59+0530', '2026-12-31T18:29:59Z'],
  // Clocks go forward at 2:00 on 29 March, and back at 3:00 on 25 October.
  ['2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
  ['2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
  ['2026-10-25T04:00:00', '2026-10-25T03:00:00Z'],
])('%s is the moment %s', (value, moment) => {
  expect(readMoment({ value, field, timezone })).toBe(moment);
});

test('any text in the form of a moment is one, or is refused with its field', () => {
  const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
  const zone = fc.oneof(
    fc.constantFrom('', 'Z', 'z'),
    fc
      .tuple(fc.constantFrom('+', '-'), two, fc.constantFrom(':', ''), two)
      .map((parts) => parts.join('')),
  );
  const written = fc
    .tuple(two, two, two, two, two, zone)
    .map(([month, day, hour, minute, second, end]) => {
      return `2026-${month}-${day}T${hour}:${minute}:${second}${end}`;
    });
  const likely = fc.tuple(two, zone).map(([minute, end]) => `2026-11-20T10:${minute}${end}`);
  fc.assert(
    fc.property(fc.oneof(written, likely), (value) => {
      try {
        expect(Date.parse(readMoment({ value, field, timezone }))).not.toBeNaN();
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }),
  );
});

test('usual dates are read in the time zone of the user', () => {
  const day = (value: string) => readDay({ value, field, timezone });
  expect(['20 November 2026', 'Nov 20, 2026', '20.11.2026', '20-11-2026'].map(day)).toEqual(
    Array.from({ length: 4 }, () => '2026-11-20T00:00:00Z'),
  );
  expect(readMoment({ value: 'Nov 20, 2026 10:30 PM', field, timezone: 'America/New_York' })).toBe(
    '2026-11-21T03:30:00Z',
  );
});

test('a date that may be two days is refused, with both', () => {
  expect(() => readDay({ value: '05/11/2026', field, timezone })).toThrow(
    expect.objectContaining({
      message: 'Due Date: “05/11/2026” may be two different days',
      description: 'Write it as 2026-11-05 or as 2026-05-11.',
    }),
  );
});
