import type { SourceOptions } from '@invoice-relay/core/source';

import { clientOf } from './ask-vendor.ts';
import type { EnvoiceContext } from './ask-vendor.ts';

/**
 * Asks for one invoice, whichever: Envoice answers so to nobody but the account's owner.
 *
 * @throws {VendorError} when Envoice refuses the credentials, or cannot be asked
 */
export async function check(options: {
  readonly runtime: SourceOptions;
  readonly context: EnvoiceContext;
}): Promise<void> {
  const { signal } = options.context;
  await clientOf(options).invoices.list({ page: 1, pageSize: 1 }, { signal });
}
