import type { JsonObject } from '@invoice-relay/core/events';
import type { Activity } from '@invoice-relay/core/source';
import { describe, expect, test } from 'vitest';

import { normalize } from '../normalize/normalize.ts';
import { learn } from './learn.ts';

type Members = Readonly<Record<string, unknown>>;

const link = `https://www.envoice.in/invoice/shared?token=${'aB1'.repeat(42)}&id=v6`;
const webhook: Members = { Id: 1, Type: 17, Link: link, InvoiceId: 3971 };
const api: Members = { Id: 1, Type: 'SentToAccountant', Link: link, InvoiceId: 3971 };

const activity = (members: Members): Activity => ({
  id: String(members['Id']),
  raw: new TextEncoder().encode(JSON.stringify(members)),
  seenAt: '2026-11-20T12:00:00.000Z',
});
const learnFrom = (one: Members, other: Members, facts: JsonObject | null = null) =>
  learn({ facts, sameActivity: { webhook: activity(one), api: activity(other) } });
const typeOf = (Type: number, facts?: JsonObject) =>
  normalize(activity({ ...webhook, Type }), facts && { facts })[0].type;

describe('ambiguous numbers', () => {
  test('one that differs from the assumption settles all three', () => {
    const learned = learnFrom(webhook, api);
    expect([17, 18, 19].map((type) => typeOf(type))).toEqual([
      'payment.received',
      'invoice.sent_to_accountant',
      'invoice.downloaded',
    ]);
    expect([17, 18, 19].map((type) => typeOf(type, learned?.facts))).toEqual([
      'invoice.sent_to_accountant',
      'invoice.downloaded',
      'payment.received',
    ]);
    expect(learned?.notes).toEqual([
      "Envoice's API calls SentToAccountant what its webhooks number 17; it was taken for NewPaymentWithPayoneer before.",
    ]);
  });

  test('one that matches the assumption settles them too, and is not news afterwards', () => {
    const same = { ...api, Type: 'NewPaymentWithPayoneer' };
    const learned = learnFrom(webhook, same);
    expect(learned?.notes).toEqual([expect.stringContaining('as was assumed')]);
    expect(learnFrom(webhook, same, learned?.facts)).toBeUndefined();
    expect(typeOf(18, learned?.facts)).toBe('invoice.sent_to_accountant');
  });
});

test('any number that the API names differently is learned, and nothing else changes', () => {
  const learned = learnFrom({ ...webhook, Type: 11 }, { ...api, Type: 'unpaid' });
  expect(typeOf(11, learned?.facts)).toBe('invoice.unpaid');
  expect(typeOf(12, learned?.facts)).toBe('invoice.unpaid');
  expect(typeOf(17, learned?.facts)).toBe('payment.received');
});

test('a number that is in no table gets its name, even for an unknown type', () => {
  const learned = learnFrom({ ...webhook, Type: 60 }, { ...api, Type: 'Rated' });
  const [event] = normalize(activity({ ...webhook, Type: 60 }), { facts: learned!.facts });
  expect(event).toMatchObject({ type: 'activity.unknown', activity: { type: 'Rated' } });
});

test.each<[string, Members, Members]>([
  ['a number by both', webhook, { ...api, Type: 17 }],
  ['a name by both', { ...webhook, Type: 'SentToAccountant' }, api],
  ['what the table says', { ...webhook, Type: 11 }, { ...api, Type: 'Paid' }],
  ['no type', webhook, { ...api, Type: undefined }],
  ['a text of nobody', webhook, { ...api, Type: 'x'.repeat(101) }],
])('%s teaches nothing', (_, one, other) => expect(learnFrom(one, other)).toBeUndefined());

describe('the clock', () => {
  const at = (CreatedOn: string, Type: unknown) => ({ ...webhook, Type, CreatedOn });
  const timeOf = (CreatedOn: string, facts: JsonObject, Type: unknown = 11) => {
    const [event] = normalize(activity(at(CreatedOn, Type)), { facts });
    return [event.timestamp, event.timestampSource];
  };
  const winter = learnFrom(
    at('2026-11-20T10:00:00.1234567Z', 11),
    at('2026-11-20T10:00:00.123+01:00', 'Paid'),
  );

  test('that is off by whole hours is corrected, to the last digit, and reported', () => {
    expect(winter?.notes).toEqual([expect.stringMatching(/1 h ahead since 2026-11-20T09:00:00/)]);
    expect(timeOf('2026-11-21T00:30:00.1234567Z', winter!.facts)).toEqual([
      '2026-11-20T23:30:00.1234567Z',
      'corrected',
    ]);
  });

  test('is only that of webhooks, and only if they have no offset', () => {
    const text = '2026-11-21T10:00:00Z';
    expect(timeOf(text, winter!.facts, 'Paid')).toEqual([text, undefined]);
    const offset = '2026-11-21T10:00:00+01:00';
    expect(timeOf(offset, winter!.facts)).toEqual([offset, undefined]);
  });

  test('may change with daylight saving time, and both readings apply in their time', () => {
    const summer = learnFrom(
      at('2027-07-01T10:00:00Z', 11),
      at('2027-07-01T10:00:00+02:00', 'Paid'),
      winter!.facts,
    );
    expect(timeOf('2026-11-21T10:00:00Z', summer!.facts)[0]).toBe('2026-11-21T09:00:00Z');
    expect(timeOf('2027-07-02T10:00:00Z', summer!.facts)[0]).toBe('2027-07-02T08:00:00Z');
  });

  test.each<[string, string, string]>([
    ['right', '2026-11-20T10:00:00Z', '2026-11-20T11:00:00+01:00'],
    ['off by half an hour', '2026-11-20T10:30:00Z', '2026-11-20T11:00:00+01:00'],
    ['off by days', '2026-11-22T10:00:00Z', '2026-11-20T10:00:00Z'],
    ['compared with one that says no offset', '2026-11-20T10:00:00Z', '2026-11-20T12:00:00'],
    ['compared with none', '2026-11-20T10:00:00Z', ''],
  ])('that is %s teaches nothing', (_, one, other) => {
    expect(learnFrom(at(one, 11), at(other, 'Paid'))).toBeUndefined();
  });
});

test('a link in place of a name is not learned, so that no note contains one', () => {
  expect(learnFrom({ ...webhook, Type: 20 }, { ...api, Type: link })).toBeUndefined();
});
