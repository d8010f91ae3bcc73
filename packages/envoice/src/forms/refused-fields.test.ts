import { VendorError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { refusedFields } from './refused-fields.ts';

const refused = (...details: readonly string[]) =>
  refusedFields(new VendorError('vendor_refused', 'Envoice refuses.', { details }));

test('the fields that Envoice complains about, named as in the form, once each', () => {
  expect(
    refused(
      'model.Items[1].TaxId: Tax does not exist.',
      'body.Items.1.TaxId is 9, and there is no such tax.',
      'model.Duedate: Wrong.',
    ),
  ).toEqual(['Line Items 2 → Tax', 'Due Date']);
});

test('words of a sentence are not fields', () => {
  expect(refused('Number and Status of Client: Email is taken.')).toEqual([]);
});
