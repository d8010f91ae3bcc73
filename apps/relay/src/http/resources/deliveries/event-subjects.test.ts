import { eventCatalog } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import type { Sql } from '../../../database/sql/sql.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { readEventSubjects, subjectIn } from './event-subjects.ts';

test.each(eventCatalog.map(({ sample }) => [sample.type, sample] as const))(
  'the beginning of %s tells what it is about',
  (_, sample) => {
    const head = JSON.stringify(sample).slice(0, 1_024);
    expect(subjectIn(head)).toEqual(sample.data.subject);
  },
);

const subject = { kind: 'invoice', id: 'a"}\\{', number: 'é,"subject":null\u0000' };
const data = { id: 'evt_1', connectionId: null, source: 'x', subject };

test.each([
  ['with signs that JSON has', { type: 'a"b', timestamp: '}', data }, subject],
  ['null', { type: 'a', timestamp: 'b', data: { ...data, subject: null } }, null],
  // Bodies with members in another order than the relay's are read whole.
  ['behind others', { data: { attributes: { subject }, subject: null } }, undefined],
  ['of another member', { attributes: { subject }, data }, undefined],
  ['with members of its own', { data: { subject: { more: { kind: 'invoice' } } } }, undefined],
])('a subject %s', (_, body, expected) => {
  expect(subjectIn(JSON.stringify(body))).toEqual(expected);
});

test('a body truncated anywhere yields nothing wrong', () => {
  const body = JSON.stringify({ type: 'a', data });
  for (let length = 0; length <= body.length; length += 1) {
    expect([undefined, subject]).toContainEqual(subjectIn(body.slice(0, length)));
  }
});

test('only bodies whose beginning does not suffice are read whole', async () => {
  const long = { kind: 'invoice', id: 'i'.repeat(2_000), number: null };
  const bodies = [
    JSON.stringify({ data: { ...data, more: 'x'.repeat(500_000) } }),
    JSON.stringify({ data: { ...data, subject: long } }),
    'damaged',
  ];
  const statements: Sql[] = [];
  const tx = {
    async all(statement: Sql) {
      statements.push(statement);
      return statements.length === 1
        ? bodies.map((body, seq) => ({ seq, head: body.slice(0, 1_024) }))
        : bodies.map((body, seq) => ({ seq, body })).slice(1);
    },
  } as unknown as Transaction;
  const subjects = await readEventSubjects(tx, [0, 1, 2]);
  expect(Object.fromEntries(subjects)).toEqual({ 0: subject, 1: long, 2: null });
  expect(statements).toHaveLength(2);
});
