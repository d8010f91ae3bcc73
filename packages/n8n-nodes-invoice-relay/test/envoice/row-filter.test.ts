import { toInvoice } from '@invoice-relay/envoice';
import { expect, test } from 'vitest';

import type { ItemRun } from '../../nodes/Envoice/run/item-run.ts';
import { rowFilter } from '../../nodes/Envoice/run/row-filter.ts';

/** Filters the invoices of an account in Berlin. */
const filter = (added: object) =>
  rowFilter({
    parameters: { values: {}, added },
    reading: { lists: {}, timezone: 'Europe/Berlin' },
  } as unknown as ItemRun);

test.each([
  '2026-11-20T00:00:00Z',
  '2026-11-20T01:00:00+01:00',
  '2026-11-19T19:00:00-05:00',
  // Another program's midnight in Berlin.
  '2026-11-19T23:00:00Z',
  '2026-11-20T10:30:00Z',
])('an invoice of %s is of the day that its event says', async (IssuedOn) => {
  const row = { Id: 7, IssuedOn, Duedate: IssuedOn };
  const { issueDate: day } = toInvoice(row);
  expect(day).toBe('2026-11-20');
  for (const [from, to] of [
    ['issuedFrom', 'issuedTo'],
    ['dueFrom', 'dueTo'],
  ] as const) {
    expect((await filter({ [from]: day, [to]: day }))(row)).toBe(true);
    expect((await filter({ [from]: '2026-11-21' }))(row)).toBe(false);
    expect((await filter({ [to]: '2026-11-19' }))(row)).toBe(false);
    expect((await filter({ [from]: day }))({ Id: 8 })).toBe(false);
  }
});
