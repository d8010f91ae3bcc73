import type { SourceEvent } from '@invoice-relay/core/events';
import { expect, test } from 'vitest';

import { searchKey, searchTerms } from './search-terms.ts';

interface Texts {
  readonly number?: string | null;
  readonly name?: string | null;
  readonly contact?: string | null;
  readonly email?: string | null;
}

/** An event about an invoice, as a search sees it. */
function event({ number = null, name = null, contact = null, email = null }: Texts): SourceEvent {
  const buyer = { name, contact: { name: contact, electronicMail: email } };
  return {
    data: { subject: { kind: 'invoice', id: '3971', number }, invoice: { number, buyer } },
  } as unknown as SourceEvent;
}

/** Whether typing this finds it: by the start of a term, as in the database. */
function finds(typed: string, texts: Texts): boolean {
  const key = searchKey(typed);
  return key !== '' && searchTerms(event(texts)).some((term) => term.startsWith(key));
}

test.each([
  ['INV-7', 'INV-7'],
  ['inv 7', 'INV-7'],
  ['inv-7', 'INV-0007'],
  ['inv0007', 'INV-0007'],
  ['0007', 'INV-0007'],
  ['INV-00', 'INV-0007'],
  ['2026/0042', 'INV-2026-0042'],
  ['inv 2026 42', 'INV-2026-0042'],
  ['１２', '12/2026'],
  ['12', '12/2026'],
  ['فاتورة ١٢', 'فاتورة-١٢٣'],
])('%s finds the number %s', (typed, number) => {
  expect(finds(typed, { number })).toBe(true);
});

test.each([
  ['INV-8', 'INV-7'],
  ['7', 'INV-0007'],
  ['INV-0007', 'INV-7'],
  ['nv-7', 'INV-7'],
])('%s does not find the number %s', (typed, number) => {
  expect(finds(typed, { number })).toBe(false);
});

test.each([
  ['noord', 'Noordzee Logistics B.V.'],
  ['noordzee log', 'Noordzee Logistics B.V.'],
  ['LOGISTICS', 'Noordzee Logistics B.V.'],
  ['logistics bv', 'Noordzee Logistics B.V.'],
  ['cafe', 'Café de Flore'],
  ['CAFÉ', 'Cafe\u0301 de Flore'],
  ['ångström', 'Angstrom AB'],
  ['sorensen', 'Sørensen & Søn'],
  ['strasse', 'Bäckerei Straße 9'],
  ['zażółć', 'ZAZOLC sp. z o.o.'],
  ["o'br", 'O’Brien & Sons'],
  ['brien', 'O’Brien & Sons'],
  ['νικοσ', 'ΝΙΚΟΣ ΑΕ'],
  ['مؤسسة', 'مؤسسة النور'],
  ['النور', 'مؤسسة النور'],
  ['ｃａｆｅ', 'Café de Flore'],
])('%s finds the customer %s', (typed, name) => {
  expect(finds(typed, { name })).toBe(true);
});

test.each(['oordzee', 'bv noordzee', '%', '_', "'", '💩', '', '   ', 'noordzee%'.slice(8)])(
  '%j does not find the customer Noordzee Logistics B.V.',
  (typed) => {
    expect(finds(typed, { name: 'Noordzee Logistics B.V.' })).toBe(false);
  },
);

test('a customer is found by email, and by the contact if the party has no name', () => {
  const texts = { contact: 'Jan de Vries', email: 'Accounts@Noordzee.example' };
  expect(finds('accounts@noord', texts)).toBe(true);
  expect(finds('vries', texts)).toBe(true);
  expect(finds('jan', { ...texts, name: 'Noordzee' })).toBe(false);
});

test('orders and estimates are found like invoices, and an event without a document by its number', () => {
  const subject = { kind: 'order', id: '1', number: 'ORD-1058' };
  const order = { number: 'ORD-1058', buyer: { name: 'Noordzee', contact: null } };
  const terms = ['ord1058', '1058', 'noordzee'];
  expect(searchTerms({ data: { subject, order } } as unknown as SourceEvent)).toEqual(terms);
  expect(searchTerms({ data: { subject, order: null } } as unknown as SourceEvent)).toEqual(
    terms.slice(0, 2),
  );
  expect(searchTerms({ data: { subject: null } } as unknown as SourceEvent)).toEqual([]);
});

test('terms are few and short, whatever a vendor sends', () => {
  const name = '\u{1F4A9}ﷺ x'.repeat(100_000);
  const terms = searchTerms(event({ number: '0'.repeat(1_000_000), name, email: '\0' }));
  expect(terms.length).toBeLessThan(15);
  for (const term of terms) {
    expect([...term].length).toBeLessThanOrEqual(40);
    expect(term.isWellFormed()).toBe(true);
  }
});

test('a long text is found by its beginning, as far as that is kept', () => {
  const name = 'Stichting Vrienden van het Rijksmuseum Amsterdam en Omstreken';
  expect(finds(name, { name })).toBe(true);
});
