import { toInvoice } from '@invoice-relay/envoice';
import type { AccountLists } from '@invoice-relay/envoice/forms';
import { expect, test } from 'vitest';

import { withKnownNames } from './documents.ts';
import type { Reader } from './documents.ts';
import { vendorInvoice, vendorNames } from './vendor-samples.ts';

const invoice = toInvoice(vendorInvoice('Unpaid'));
const fail = () => Promise.reject(new Error('Envoice failed'));

async function named(failing: Partial<AccountLists>) {
  const { countries, workTypes } = vendorNames;
  const lists = { countries: async () => countries, workTypes: async () => workTypes, ...failing };
  const { buyer, invoiceLines } = await withKnownNames({ lists } as unknown as Reader, invoice);
  return [buyer?.postalAddress?.countryName, ...invoiceLines.map(({ name }) => name)];
}

test('a document has the names from the lists of the account', async () => {
  expect(await named({})).toEqual(['Netherlands', 'Brand design', 'Printing']);
});

test('a list that fails costs its names, and not the document', async () => {
  expect(await named({ countries: fail })).toEqual([null, 'Brand design', 'Printing']);
  expect(await named({ workTypes: fail })).toEqual(['Netherlands', null, null]);
});
