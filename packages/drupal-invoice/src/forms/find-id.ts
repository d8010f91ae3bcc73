import { InputError } from '@invoice-relay/core/errors';

import type { CallOptions, DrupalInvoiceClient } from '../client/index.ts';
import { DrupalInvoiceError } from '../client/index.ts';
import { fieldOf } from './labels.ts';
import type { Labels } from './labels.ts';

/** What a user entered to name an invoice: `7`, `20260007`, `A-20260007`. */
export interface NamedInvoice extends CallOptions {
  readonly client: DrupalInvoiceClient;
  readonly idOrNumber: string;
}

/**
 * Finds the bare number of the invoice that a user names by its printed or its bare number; null if
 * there is none.
 *
 * @throws {InputError} if the input is empty
 */
export async function findInvoiceId(
  options: NamedInvoice & { readonly labels?: Labels },
): Promise<number | null> {
  const { client, idOrNumber, labels = {}, signal } = options;
  if (idOrNumber.trim() === '') {
    throw new InputError({
      field: fieldOf('id', labels),
      problem: 'this is empty',
      fix: 'Enter the number printed on the invoice, such as 20260007, or its bare number, such as 7. If it comes from elsewhere, check what that returns.',
    });
  }
  return client.invoices.resolve({ idOrNumber }, { signal });
}

/**
 * The same, but the invoice must exist.
 *
 * @throws {DrupalInvoiceError} `invoice_not_found`
 */
export async function requireInvoiceId(
  options: NamedInvoice & { readonly labels?: Labels },
): Promise<number> {
  const id = await findInvoiceId(options);
  if (id !== null) return id;
  throw new DrupalInvoiceError(
    'invoice_not_found',
    `the site has no invoice ${JSON.stringify(options.idOrNumber.trim())}, neither with this printed number nor with this bare one. Check it in the site's list of invoices.`,
    { status: 404 },
  );
}
