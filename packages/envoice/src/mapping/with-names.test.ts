import { expect, test } from 'vitest';

import { toInvoice } from './to-invoice.ts';
import { toOrder } from './to-order.ts';
import { namesWanted, withNames } from './with-names.ts';

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
  expect(namesWanted(invoice)).toEqual({ countries: true, workTypes: true });
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

test('without ids, nothing is requested and nothing is changed', () => {
  const invoice = invoiceOf({ ClientCountryId: 0 }, [{ Id: 1, WorkTypeId: 0 }]);
  expect(namesWanted(invoice)).toEqual({ countries: false, workTypes: false });
  expect(withNames(invoice, names)).toEqual(invoice);
  expect(withNames(invoiceOf({ ClientCountryId: 9 }), {}).buyer?.postalAddress).toBeNull();
});
