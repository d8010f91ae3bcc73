import type { SourceOptions } from '@invoice-relay/core/source';

import { clientOf } from './ask-vendor.ts';
import type { EnvoiceContext } from './ask-vendor.ts';

/**
 * Requests one invoice, whichever: Envoice only responds to the account's owner.
 *
 * @throws {VendorError} if Envoice rejects the credentials, or cannot be reached
 */
export async function check(options: {
  readonly runtime: SourceOptions;
  readonly context: EnvoiceContext;
}): Promise<void> {
  const { signal } = options.context;
  await clientOf(options).invoices.list({ page: 1, pageSize: 1 }, { signal });
}
