import { expect, test } from 'vitest';

import { toInvoice } from './to-invoice.ts';
import { toOrder } from './to-order.ts';
import { withListedNames, withNames } from './with-names.ts';
import type { NameLists } from './with-names.ts';

const names = {
  countries: [{ Id: 152, Name: 'Netherlands', Value: 'nl' }],
  workTypes: [{ Id: 7, Title: 'Design' }],
};
const invoiceOf = (client: object, items: readonly object[] = []) =>
  toInvoice({ Id: 1, Client: { Id: 2, Name: 'Bob', ...client }, Items: items } as never);

test('a country and the work types of lines get their names', () => {
  const invoice = invoiceOf({ ClientCountryId: 152, Address: 'Havenstraat 12' }, [
    { Id: 1, WorkTypeId: 7, Cost: 1, Quantity: 1 },
    { Id: 2, WorkTypeId: 8, Cost: 1, Quantity: 1 },
    { Id: 3, Cost: 1, Quantity: 1 },
  ]);
  const named = withNames(invoice, names);
  expect(named.buyer?.postalAddress).toMatchObject({
    addressLine: 'Havenstraat 12',
    countryCode: 'NL',
    countryName: 'Netherlands',
  });
  expect(named.invoiceLines.map(({ name }) => name)).toEqual(['Design', null, null]);
  expect(named.extensions).toEqual(invoice.extensions);
});

test('a client without an address still has a country', () => {
  const { buyer } = withNames(invoiceOf({ ClientCountryId: 152 }), names);
  expect(buyer?.postalAddress).toMatchObject({ addressLine: null, countryCode: 'NL' });
});

test('an order has the country of the billing details', () => {
  const order = toOrder({ Id: 1, OrderBillingDetails: { Name: 'Bob', CountryId: 152 } } as never);
  expect(withNames(order, names).buyer?.postalAddress?.countryName).toBe('Netherlands');
});

/** Lists that note for which ids they were read. */
function playLists(failing: Partial<NameLists> = {}) {
  const reads: (readonly [keyof NameLists, readonly number[]])[] = [];
  const list = <Name extends keyof NameLists>(name: Name) =>
    (async (ids: readonly number[]) => {
      reads.push([name, ids]);
      return names[name];
    }) as NameLists[Name];
  const lists: NameLists = { countries: list('countries'), workTypes: list('workTypes') };
  return { reads, lists: { ...lists, ...failing } };
}

const fail = () => Promise.reject(new Error('Envoice failed'));
const shown = invoiceOf({ ClientCountryId: 152 }, [
  { Id: 1, WorkTypeId: 7 },
  { Id: 2, WorkTypeId: 7 },
]);

test('lists are read for the ids that a document has', async () => {
  const { reads, lists } = playLists();
  expect(await withListedNames(shown, lists)).toEqual(withNames(shown, names));
  expect(reads).toEqual([
    ['countries', [152]],
    ['workTypes', [7]],
  ]);
});

test('a list that fails costs its names, and not the document', async () => {
  const { lists } = playLists({ countries: fail });
  const { buyer, invoiceLines } = await withListedNames(shown, lists);
  expect(buyer?.postalAddress).toBeNull();
  expect(invoiceLines.map(({ name }) => name)).toEqual(['Design', 'Design']);
  const other = await withListedNames(shown, playLists({ workTypes: fail }).lists);
  expect(other.buyer?.postalAddress?.countryName).toBe('Netherlands');
  expect(other.invoiceLines.map(({ name }) => name)).toEqual([null, null]);
});

test('without ids, nothing is read and nothing is changed', async () => {
  const invoice = invoiceOf({ ClientCountryId: 0 }, [{ Id: 1, WorkTypeId: 0 }]);
  const { reads, lists } = playLists();
  expect(await withListedNames(invoice, lists)).toEqual(invoice);
  expect(reads).toEqual([]);
  expect(withNames(invoiceOf({ ClientCountryId: 9 }), {}).buyer?.postalAddress).toBeNull();
});
