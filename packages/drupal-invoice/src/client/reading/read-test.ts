import { isObject } from '@invoice-relay/core/json';
import type { TransportResponse } from '@invoice-relay/core/source';

import type { VendorErrors } from '../http/vendor-errors.ts';
import { readBody } from './read-body.ts';
import { readLookup } from './read-lookup.ts';
import { isDrupal } from './web-page.ts';

/**
 * Reads what a site answers when it is asked for an invoice that need not be there. That there is
 * none is said by the module, or by Drupal's own page; a page of other software says that this is
 * not the site.
 *
 * @throws {VendorError}
 */
export function readTest(
  response: TransportResponse,
  errors: VendorErrors,
): { readonly invoiceFound: boolean } {
  const { status, headers } = response;
  if (status < 300) return { invoiceFound: readLookup(response, errors).state === 'found' };
  const body = readBody({ response, fits: isObject });
  if (body.kind === 'page' && !isDrupal({ headers, page: body.page })) {
    throw errors.otherSoftware({ status });
  }
  return { invoiceFound: false };
}
