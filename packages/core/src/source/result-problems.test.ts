import { expect, test } from 'vitest';

import { findEventType } from '../events/index.ts';
import {
  activitiesProblem,
  backfillStepProblem,
  confirmProblem,
  detectionProblem,
  documentProblem,
  eventsProblem,
  learnedProblem,
  pollResultProblem,
  positionProblem,
  stepsProblem,
  probeProblem,
  verifiedProblem,
} from './result-problems.ts';

const sample = findEventType('invoice.paid').sample.data;
const { subject, attributes, activity } = sample;
const event = {
  type: 'invoice.paid',
  timestamp: '2026-11-20T10:00:00Z',
  subject,
  attributes,
  activity,
};
const invoice = { kind: 'invoice', invoice: sample.invoice };
const one = { id: '1', raw: new Uint8Array(), seenAt: '2026-11-20T10:00:00.000Z' };
const step = { activities: [one], cursor: {}, more: false };

test('accepts what the contract allows', () => {
  expect(
    eventsProblem([event, { ...event, document: invoice, timestampSource: 'seen' }]),
  ).toBeUndefined();
  expect(activitiesProblem([one, { ...one, id: '2', raw: Buffer.from('{}') }])).toBeUndefined();
  expect(activitiesProblem([])).toBeUndefined();
  expect(
    pollResultProblem({
      ...step,
      remember: [{ key: 'a', value: {}, dueAt: null }],
      forget: ['b'],
      progress: { done: 1, total: null },
      unreadable: [],
      notice: 'x',
    }),
  ).toBeUndefined();
  expect(
    backfillStepProblem({
      activities: [{ ...one, position: 1 }],
      cursor: {},
      done: 1,
      total: null,
    }),
  ).toBeUndefined();
  expect(confirmProblem([true, false, 'plausible'], 3)).toBeUndefined();
  expect(documentProblem(invoice)).toBeUndefined();
  expect(documentProblem(null)).toBeUndefined();
  expect(verifiedProblem({})).toBeUndefined();
  expect(
    verifiedProblem({ scheme: { digest: 'sha256', form: { nulls: 'dropped' } }, strength: 'weak' }),
  ).toBeUndefined();
  expect(
    detectionProblem({ result: 'none', matches: [], explanation: 'Nothing fits.', tried: 7 }),
  ).toBeUndefined();
  expect(learnedProblem(undefined)).toBeUndefined();
  expect(learnedProblem({ facts: { offset: 2 }, notes: ['Its clock is off.'] })).toBeUndefined();
  expect(positionProblem(7)).toBeUndefined();
  expect(positionProblem(null)).toBeUndefined();
  expect(probeProblem(undefined)).toBeUndefined();
  expect(probeProblem({ status: 204 })).toBeUndefined();
  expect(probeProblem({ status: 200, body: 'ok' })).toBeUndefined();
});

test('rejects a verification result of any other shape', () => {
  for (const verified of [true, false, undefined, null, { authentic: false }, { strength: 1 }]) {
    expect(verifiedProblem(verified)).toContain('it must throw a SignatureError');
  }
  for (const answer of [null, true, {}, { status: 99 }, { status: '200' }, Promise.resolve()]) {
    expect(probeProblem(answer)).toBeTypeOf('string');
  }
});

test('two different activities cannot have the same id', () => {
  const { id, seenAt } = one;
  const other = { id, raw: Buffer.from('{}'), seenAt };
  const problem =
    'it returned two different activities with the same id (activities 0 and 1): an id must be unique within an account, as that of a request or a document is not';
  expect(activitiesProblem([one, other])).toBe(problem);
  expect(pollResultProblem({ ...step, activities: [one, other] })).toBe(problem);
  expect(activitiesProblem([one, { ...other, raw: Buffer.from('') }])).toBeUndefined();
});

test('backfill must return an async generator', () => {
  expect(stepsProblem((async function* () {})())).toBeUndefined();
  for (const steps of [[], (function* () {})(), Promise.resolve([]), undefined]) {
    expect(stepsProblem(steps)).toContain('async *backfill');
  }
});

test('learn must return facts and notes, and position a number', () => {
  for (const learned of [null, {}, { facts: 1n, notes: [] }, { facts: {}, notes: 'one' }]) {
    expect(learnedProblem(learned)).toBeTypeOf('string');
  }
  for (const position of ['7', 7n, NaN, Promise.resolve(7)]) {
    expect(positionProblem(position)).toBeTypeOf('string');
  }
});

test('a document must be serializable as JSON', () => {
  const circle: Record<string, unknown> = {};
  circle['itself'] = circle;
  for (const odd of [12n, circle]) {
    const document = { kind: 'invoice', invoice: { id: '7', extensions: { odd } } };
    expect(documentProblem(document)).toContain('cannot be serialized as JSON');
    expect(eventsProblem([{ ...event, document }], { documents: false })).toContain(
      'cannot be serialized as JSON',
    );
  }
});

test.each<[string, unknown, string]>([
  [
    'a promise',
    Promise.resolve([event]),
    'it returned a promise where an array of events is expected',
  ],
  ['nothing', undefined, 'it returned nothing where an array of events is expected'],
  ['one event alone', event, 'it returned an object where an array of events is expected'],
  ['no event', [], 'an unknown activity must become activity.unknown'],
  [
    'a misspelt type',
    [{ ...event, type: 'invoice.payed' }],
    '0.type: The event type "invoice.payed" is not in the catalog. Did you mean "invoice.paid"?',
  ],
  [
    'a type of the relay',
    [{ ...event, type: 'relay.delivery.dead' }],
    '"relay.delivery.dead" is not in the catalog',
  ],
  [
    'a number for an id',
    [{ ...event, subject: { ...subject, id: 42 } }],
    '0.subject.id must be string, but is a number',
  ],
  ['no subject at all', [{ ...event, subject: undefined }], '0.subject is missing'],
  [
    'an unknown kind',
    [event, { ...event, subject: { ...subject, kind: 'credit-note' } }],
    '1.subject.kind must be ("invoice" | "order"',
  ],
  [
    'a timestamp that is none',
    [{ ...event, timestamp: 'yesterday' }],
    '0.timestamp: Write a timestamp in ISO 8601, such as "2026-11-20T10:00:00Z".',
  ],
  [
    'what JSON does not have',
    [{ ...event, attributes: { total: 12n } }],
    '0.attributes.total must be',
  ],
  [
    'a day that does not exist',
    [{ ...event, timestamp: '2026-02-30T10:00:00Z' }],
    '0.timestamp: it must be a time that exists (February 30 does not)',
  ],
  [
    'an offset that there is not',
    [{ ...event, timestamp: '2026-02-20T10:00:00+99:00' }],
    '0.timestamp: ',
  ],
  ['no activity', [{ ...event, activity: undefined }], '0.activity is missing'],
  [
    'an amount that is a number',
    [
      {
        ...event,
        document: {
          kind: 'invoice',
          invoice: {
            ...sample.invoice,
            totals: { ...sample.invoice?.totals, payableAmount: 121.1 },
          },
        },
      },
    ],
    '0.document.invoice.totals.payableAmount must be string, but is a number',
  ],
  [
    'an amount with a comma',
    [
      {
        ...event,
        document: {
          kind: 'invoice',
          invoice: {
            ...sample.invoice,
            totals: { ...sample.invoice?.totals, payableAmount: '121,10' },
          },
        },
      },
    ],
    'payableAmount: Write a decimal number as text in plain notation',
  ],
])('events: reports %s', (_, events, sentence) => {
  expect(eventsProblem(events)).toContain(sentence);
});

test('at run time, accepts a document with an odd member but nothing that is not a document', () => {
  const odd = { ...event, document: { kind: 'invoice', invoice: { id: 7 } } };
  expect(eventsProblem([odd])).toContain('0.document.invoice.id must be string');
  expect(eventsProblem([odd], { documents: false })).toBeUndefined();
  expect(documentProblem(odd.document)).toBeUndefined();
  for (const none of [{ kind: 'invoice' }, { kind: 'credit-note' }, 'x', undefined]) {
    expect(documentProblem(none)).toBeDefined();
    if (none === undefined) continue;
    expect(eventsProblem([{ ...event, document: none }], { documents: false })).toContain(
      'document',
    );
  }
});

test.each<[string, object, string]>([
  ['a binary float', { totals: { payableAmount: 121.1 } }, 'totals.payableAmount must be string'],
  ['a comma', { totals: { taxAmount: '121,10' } }, 'totals.taxAmount: Write a decimal number'],
  ['no amount', { totals: { taxAmount: 'NaN' } }, 'totals.taxAmount: Write a decimal number'],
  ['a currency in words', { currency: 'Euro' }, 'currency: Write a currency as its ISO 4217 code'],
  ['a line', { LINES: [{ quantity: '1' }, { priceAmount: '1e3' }] }, 'Lines.1.priceAmount: Write'],
  [
    'a discount',
    { LINES: [{ allowanceCharges: [{ amount: 5 }] }] },
    'Lines.0.allowanceCharges.0.amount must be string',
  ],
  [
    'a charge',
    { allowanceCharges: [{ baseAmount: '5,-' }] },
    'allowanceCharges.0.baseAmount: Write',
  ],
  ['a tax', { taxSubtotals: [{}, { taxAmount: 19 }] }, 'taxSubtotals.1.taxAmount must be string'],
  [
    'a day that does not exist',
    { issueDate: '2026-02-30' },
    'issueDate: it must be a day that exists',
  ],
  ['a day of MySQL', { issueDate: '0000-00-00' }, 'issueDate: Write a date as year, month and day'],
  ['a day as people write it', { issueDate: '05/06/2026' }, 'issueDate: Write a date'],
  ['a moment', { issueDate: '2026-11-20T10:00:00Z' }, 'issueDate: Write a date'],
])('a host at work takes no document with %s for an amount or a date', (_, amounts, sentence) => {
  for (const kind of ['invoice', 'order', 'estimate']) {
    const text = JSON.stringify({ kind, [kind]: amounts }).replace('LINES', `${kind}Lines`);
    const document: unknown = JSON.parse(text);
    expect(documentProblem(document)).toContain(sentence);
    expect(eventsProblem([{ ...event, document }], { documents: false })).toContain(sentence);
  }
});

test('at run time, rejects dates that do not exist and invalid payments', () => {
  const document = { kind: 'invoice', invoice: sample.invoice };
  expect(documentProblem(document)).toBeUndefined();
  expect(eventsProblem([{ ...event, document }], { documents: false })).toBeUndefined();
  const paid = { ...document, invoice: { ...sample.invoice, payments: [{ paidAmount: 5 }] } };
  expect(documentProblem(paid)).toContain('payments.0.paidAmount must be string');
  const none = '2027-02-29';
  for (const [given, member] of [
    [{ kind: 'invoice', invoice: { payments: [{ paidDate: none }] } }, 'payments.0.paidDate'],
    [{ kind: 'invoice', invoice: { dueDate: none } }, 'dueDate'],
    [{ kind: 'estimate', estimate: { validityEndDate: none } }, 'validityEndDate'],
  ] as const) {
    expect(documentProblem(given)).toContain(`${member}: it must be a day that exists`);
  }
  const leapDay = { kind: 'invoice', invoice: { issueDate: '2028-02-29', dueDate: null } };
  expect(documentProblem(leapDay)).toBeUndefined();
});

test('does not repeat values, because they may be names or secrets', () => {
  const secret = 'Zk3uQ9bT4';
  for (const broken of [
    { ...event, type: secret.repeat(9) },
    { ...event, timestamp: secret },
    { ...event, subject: secret },
    { ...event, subject: { ...subject, kind: secret } },
    { ...event, timestampSource: secret },
  ]) {
    expect(eventsProblem([broken])).not.toContain(secret);
  }
});

test.each<[string, unknown, string]>([
  [
    'a promise',
    Promise.resolve([one]),
    'it returned a promise where an array of activities is expected: it must return synchronously',
  ],
  ['a number for an id', [{ ...one, id: 42 }], '0.id must be string, but is a number'],
  ['an empty id', [{ ...one, id: '' }], '0.id'],
  ['an id with a NUL', [{ ...one, id: 'a\0' }], '0.id: an id cannot contain NUL'],
  ['an id with half a character', [{ ...one, id: 'a\uD83D' }], '0.id: an id cannot contain NUL'],
  [
    'an id without end',
    [{ ...one, id: 'i'.repeat(501) }],
    '0.id: an id can have at most 500 characters',
  ],
  ['text for bytes', [{ ...one, raw: '{}' }], '0.raw must be Uint8Array, but is a string'],
  ['no moment', [{ id: '1', raw: one.raw }], '0.seenAt is missing'],
  [
    'a day that does not exist',
    [{ ...one, seenAt: '2026-04-31T00:00:00Z' }],
    '0.seenAt: it must be a time that exists',
  ],
])('activities: reports %s', (_, activities, sentence) => {
  expect(activitiesProblem(activities)).toContain(sentence);
});

test.each([0.5, 2 ** 53, Number.POSITIVE_INFINITY])(
  'integer columns accept whole numbers only: reports %s',
  (number) => {
    const sentence = 'must be a whole number';
    const listed = { ...one, position: 1 };
    const found = { activities: [listed], cursor: {}, done: 1, total: 2 };
    expect(backfillStepProblem(found)).toBeUndefined();
    for (const wrong of [
      { activities: [{ ...listed, position: number }] },
      { done: number },
      { total: number },
    ]) {
      expect(backfillStepProblem({ ...found, ...wrong })).toContain(sentence);
    }
    const remember = [{ key: 'a', value: {}, dueAt: number }];
    expect(pollResultProblem({ ...step, remember })).toContain(sentence);
  },
);

test('checks the other capabilities too', () => {
  expect(pollResultProblem(undefined)).toContain(
    'it returned nothing where the result of a step is expected',
  );
  expect(pollResultProblem([])).toContain('cursor is missing; more is missing');
  expect(pollResultProblem({ ...step, cursor: null })).toContain(
    'cursor must be Object, but is null',
  );
  expect(pollResultProblem({ ...step, more: 'yes' })).toContain('more must be boolean');
  expect(
    pollResultProblem({ ...step, remember: [{ key: 'k'.repeat(201), value: {}, dueAt: null }] }),
  ).toContain('remember.0.key');
  expect(backfillStepProblem({ activities: [one], cursor: {}, done: 1, total: null })).toContain(
    'activities.0.position is missing',
  );
  expect(confirmProblem([true], 2)).toContain('it returned 1 answers for 2 activities');
  expect(confirmProblem(['yes'], 1)).toContain('0 must be');
  expect(documentProblem({ kind: 'credit-note' })).toContain('kind must be');
});
