import { expect, test } from 'vitest';

import { differences } from './balance.ts';

const ids = ['evt_1', 'evt_2', 'evt_3'];
const books = { recorded: ids, kept: ids, delivered: ids, received: ids };

test('books that agree have no differences, regardless of order', () => {
  expect(differences(books)).toEqual([]);
  expect(differences({ ...books, received: ids.toReversed() })).toEqual([]);
});

test.each([
  [{ kept: ['evt_1', 'evt_3'] }, ['not kept: evt_2']],
  [{ delivered: [...ids, 'evt_4'] }, ['delivered, never recorded: evt_4']],
  [{ received: [...ids, 'evt_1', 'evt_1'] }, ['received twice: evt_1']],
  [{ recorded: [...ids, 'evt_3'] }, ['recorded twice: evt_3']],
  [
    { delivered: ['evt_1'], received: [] },
    [
      'not delivered: evt_2',
      'not delivered: evt_3',
      'not received: evt_1',
      'not received: evt_2',
      'not received: evt_3',
    ],
  ],
])('%j', (changed, expected) => {
  expect(differences({ ...books, ...changed })).toEqual(expected);
});
