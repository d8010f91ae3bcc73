import { fieldOf, inWordsOfForm } from '@invoice-relay/drupal-invoice/forms';
import { expect, test } from 'vitest';

import { credentialLabels } from '../../nodes/DrupalInvoice/credential-labels.ts';
import { invoiceParameters } from '../../nodes/DrupalInvoice/parameters/invoice.ts';
import { operationParameters } from '../../nodes/DrupalInvoice/parameters/operations.ts';
import { runNode } from './support.ts';

const create = {
  resource: 'invoice',
  operation: 'create',
  template: 'default',
  payLimit: 14,
};

test.each<[wrong: object, message: string]>([
  [{ customer: { city: { a: 1 } } }, 'Customer → City: this is not text'],
  [
    { customer: { city: 'Utrecht' }, additionalFields: { pay_limit: 1.5 } },
    'Pay Limit (Days): this is not a whole number',
  ],
  [
    { itemsInput: 'json', itemsJson: '[{"unitcost":"1"},{"unitcost":"1","vat":"x"}]' },
    'Line Items 2 → VAT Percentage: “x” is not a number',
  ],
  [
    { itemsInput: 'json', itemsJson: '[{"unitcost":"1","description":[]}]' },
    'Line Items 1 → Description: this is not text',
  ],
  [{ additionalFields: { otherMembers: '{"items":1}' } }, 'Line Items: this is not a list'],
  [{ additionalFields: { otherMembers: '{"customer":1}' } }, 'Customer: this is not an object'],
])('what cannot be sent is named as in the form: %j', async (wrong, message) => {
  await expect(runNode({ parameters: { ...create, ...wrong } })).rejects.toMatchObject({
    name: 'NodeOperationError',
    message,
    context: { itemIndex: 0 },
  });
});

test('an empty id is refused in the words of the form', async () => {
  const parameters = { resource: 'invoice', operation: 'get', invoiceId: ' ' };
  await expect(runNode({ parameters })).rejects.toMatchObject({
    message: 'Invoice Number or ID: this is empty',
    description: expect.stringContaining('such as 20260007'),
  });
});

test('what the site refuses is told in the words of the form, and in those of the site', async () => {
  const parameters = { resource: 'invoice', operation: 'get', invoiceId: '7' };
  const failure = (status: number, body: unknown = '') =>
    runNode({ parameters, answer: () => ({ status, body }) });
  await expect(failure(401)).rejects.toMatchObject({
    description: expect.stringMatching(
      /^The module does not accept .*\. Check both in the credentials: they must be/,
    ),
  });
  await expect(
    failure(
      404,
      '<meta name="Generator" content="Drupal 7 (http://drupal.org)"><title>auth at baseUrl</title>',
    ),
  ).rejects.toMatchObject({
    description: expect.stringMatching(/Check Base URL, and .* says: auth at baseUrl/),
  });
});

test.each([
  ['auth.username is empty: write it.', 'User is empty: write it.'],
  ['header.value is empty: write it.', 'Proxy Header Value is empty: write it.'],
  ['test: it fails. PHP error: auth', 'It fails. PHP error: auth'],
])('%s', (message, words) => {
  expect(inWordsOfForm(message, credentialLabels)).toBe(words);
});

test('fields are called as the form calls them', () => {
  const form = new Map<string, string>();
  const collect = (properties: readonly object[]): void => {
    for (const property of properties as readonly Property[]) {
      if (property.name && property.displayName) form.set(property.name, property.displayName);
      collect([...(property.options ?? []), ...(property.values ?? [])]);
    }
  };
  collect([...invoiceParameters, ...operationParameters]);
  form.set('id', form.get('invoiceId') ?? '');
  const members =
    'id items customer quantity unitcost vat description template leading_zeros prefix pay_limit ' +
    'pay_status customer_number company_name firstname lastname street building_number zipcode ' +
    'city state country coc_number vat_number weight';
  for (const member of members.split(' '))
    expect([member, fieldOf(member)]).toEqual([member, form.get(member)]);
  expect(fieldOf('customer.own_member')).toBe('Customer → own_member');
});

interface Property {
  readonly name?: string;
  readonly displayName?: string;
  readonly options?: readonly object[];
  readonly values?: readonly object[];
}
