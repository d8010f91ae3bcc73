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
} from './answer-problems.ts';

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

test('what the contract has is no problem', () => {
  expect(
    eventsProblem([event, { ...event, document: invoice, timestampSource: 'seen' }]),
  ).toBeUndefined();
  expect(activitiesProblem([one, { ...one, raw: Buffer.from('{}') }])).toBeUndefined();
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

test('what is said of a request in a way of its own is not believed', () => {
  for (const verified of [true, false, undefined, null, { authentic: false }, { strength: 1 }]) {
    expect(verifiedProblem(verified)).toContain('it throws a SignatureError');
  }
  for (const answer of [null, true, {}, { status: 99 }, { status: '200' }, Promise.resolve()]) {
    expect(probeProblem(answer)).toBeTypeOf('string');
  }
});

test('steps come one after the other', () => {
  expect(stepsProblem((async function* () {})())).toBeUndefined();
  for (const steps of [[], (function* () {})(), Promise.resolve([]), undefined]) {
    expect(stepsProblem(steps)).toContain('async *backfill');
  }
});

test('what was learned is facts and sentences, and a position is a number', () => {
  for (const learned of [null, {}, { facts: 1n, notes: [] }, { facts: {}, notes: 'one' }]) {
    expect(learnedProblem(learned)).toBeTypeOf('string');
  }
  for (const position of ['7', 7n, NaN, Promise.resolve(7)]) {
    expect(positionProblem(position)).toBeTypeOf('string');
  }
});

test('what cannot be written as JSON is no document', () => {
  const circle: Record<string, unknown> = {};
  circle['itself'] = circle;
  for (const odd of [12n, circle]) {
    const document = { kind: 'invoice', invoice: { id: '7', extensions: { odd } } };
    expect(documentProblem(document)).toContain('cannot be written as JSON');
    expect(eventsProblem([{ ...event, document }], { documents: false })).toContain(
      'cannot be written as JSON',
    );
  }
});

test.each<[string, unknown, string]>([
  ['a promise', Promise.resolve([event]), 'it gave a promise where a list of events is due'],
  ['nothing', undefined, 'it gave missing where a list of events is due'],
  ['one event alone', event, 'it gave an object where a list of events is due'],
  ['no event', [], 'what is not known becomes activity.unknown'],
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
    '0.subject.id has to be string, and is a number',
  ],
  ['no subject at all', [{ ...event, subject: undefined }], '0.subject is missing'],
  [
    'an unknown kind',
    [event, { ...event, subject: { ...subject, kind: 'credit-note' } }],
    '1.subject.kind has to be ("invoice" | "order"',
  ],
  [
    'a timestamp that is none',
    [{ ...event, timestamp: 'yesterday' }],
    '0.timestamp: Write a moment in ISO 8601, such as "2026-11-20T10:00:00Z".',
  ],
  [
    'what JSON does not have',
    [{ ...event, attributes: { total: 12n } }],
    '0.attributes.total has to be',
  ],
  [
    'a day that there is not',
    [{ ...event, timestamp: '2026-02-30T10:00:00Z' }],
    '0.timestamp: it has to be a moment that there is: 30 February is none',
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
    '0.document.invoice.totals.payableAmount has to be string, and is a number',
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
])('events: %s is told', (_, events, sentence) => {
  expect(eventsProblem(events)).toContain(sentence);
});

test('a host at work takes a document that is odd in a member, and none that is no document', () => {
  const odd = { ...event, document: { kind: 'invoice', invoice: { id: 7 } } };
  expect(eventsProblem([odd])).toContain('0.document.invoice.id has to be string');
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
  ['a binary float', { totals: { payableAmount: 121.1 } }, 'totals.payableAmount has to be string'],
  ['a comma', { totals: { taxAmount: '121,10' } }, 'totals.taxAmount: Write a decimal number'],
  ['no amount', { totals: { taxAmount: 'NaN' } }, 'totals.taxAmount: Write a decimal number'],
  ['a currency in words', { currency: 'Euro' }, 'currency: Write a currency as its ISO 4217 code'],
  ['a line', { LINES: [{ quantity: '1' }, { priceAmount: '1e3' }] }, 'Lines.1.priceAmount: Write'],
  [
    'a discount',
    { LINES: [{ allowanceCharges: [{ amount: 5 }] }] },
    'Lines.0.allowanceCharges.0.amount has to be string',
  ],
  [
    'a charge',
    { allowanceCharges: [{ baseAmount: '5,-' }] },
    'allowanceCharges.0.baseAmount: Write',
  ],
  ['a tax', { taxSubtotals: [{}, { taxAmount: 19 }] }, 'taxSubtotals.1.taxAmount has to be string'],
  ['a day that there is not', { issueDate: '2026-02-30' }, 'issueDate: it has to be a day that'],
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

test('a host at work takes whole documents, and no day or payment that there is not', () => {
  const document = { kind: 'invoice', invoice: sample.invoice };
  expect(documentProblem(document)).toBeUndefined();
  expect(eventsProblem([{ ...event, document }], { documents: false })).toBeUndefined();
  const paid = { ...document, invoice: { ...sample.invoice, payments: [{ paidAmount: 5 }] } };
  expect(documentProblem(paid)).toContain('payments.0.paidAmount has to be string');
  const none = '2027-02-29';
  for (const [given, member] of [
    [{ kind: 'invoice', invoice: { payments: [{ paidDate: none }] } }, 'payments.0.paidDate'],
    [{ kind: 'invoice', invoice: { dueDate: none } }, 'dueDate'],
    [{ kind: 'estimate', estimate: { validityEndDate: none } }, 'validityEndDate'],
  ] as const) {
    expect(documentProblem(given)).toContain(`${member}: it has to be a day that there is`);
  }
  const leapDay = { kind: 'invoice', invoice: { issueDate: '2028-02-29', dueDate: null } };
  expect(documentProblem(leapDay)).toBeUndefined();
});

test('what stood there is not told, as it may be a name or a secret', () => {
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
    'it gave a promise where a list of activities is due: it has to answer at once',
  ],
  ['a number for an id', [{ ...one, id: 42 }], '0.id has to be string, and is a number'],
  ['an empty id', [{ ...one, id: '' }], '0.id'],
  ['an id with a NUL', [{ ...one, id: 'a\0' }], '0.id: an id has no NUL'],
  ['an id with half a character', [{ ...one, id: 'a\uD83D' }], '0.id: an id has no NUL'],
  [
    'an id without end',
    [{ ...one, id: 'i'.repeat(501) }],
    '0.id: an id has at most 500 characters',
  ],
  ['text for bytes', [{ ...one, raw: '{}' }], '0.raw has to be Uint8Array, and is a text'],
  ['no moment', [{ id: '1', raw: one.raw }], '0.seenAt is missing'],
  [
    'a day that there is not',
    [{ ...one, seenAt: '2026-04-31T00:00:00Z' }],
    '0.seenAt: it has to be a moment that there is',
  ],
])('activities: %s is told', (_, activities, sentence) => {
  expect(activitiesProblem(activities)).toContain(sentence);
});

test.each([0.5, 2 ** 53, Number.POSITIVE_INFINITY])(
  'what has a column of whole numbers is one: %s is told',
  (number) => {
    const sentence = 'has to be a whole number';
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

test('of the other capabilities too', () => {
  expect(pollResultProblem(undefined)).toContain(
    'it gave missing where the result of a step is due',
  );
  expect(pollResultProblem([])).toContain('cursor is missing; more is missing');
  expect(pollResultProblem({ ...step, cursor: null })).toContain(
    'cursor has to be Object, and is null',
  );
  expect(pollResultProblem({ ...step, more: 'yes' })).toContain('more has to be boolean');
  expect(
    pollResultProblem({ ...step, remember: [{ key: 'k'.repeat(201), value: {}, dueAt: null }] }),
  ).toContain('remember.0.key');
  expect(backfillStepProblem({ activities: [one], cursor: {}, done: 1, total: null })).toContain(
    'activities.0.position is missing',
  );
  expect(confirmProblem([true], 2)).toContain('it gave 1 answers for 2 activities');
  expect(confirmProblem(['yes'], 1)).toContain('0 has to be');
  expect(documentProblem({ kind: 'credit-note' })).toContain('kind has to be');
});
