import { isArray, isObject } from '@invoice-relay/core/json';
import type { TransportResponse } from '@invoice-relay/core/source';

import type { VendorErrors } from '../http/vendor-errors.ts';
import { decodeBody } from './decode-body.ts';
import { readBody } from './read-body.ts';
import type { ReadBody } from './read-body.ts';
import { readLookup, saysAbsent } from './read-lookup.ts';
import { isDrupal } from './web-page.ts';

/**
 * Reads what a site answers when it is asked for an invoice that need not be there. Any server says
 * in some way that it does not have something, so that counts only when Drupal or the module says
 * it.
 *
 * @throws {VendorError}
 */
export function readTest(
  response: TransportResponse,
  errors: VendorErrors,
): { readonly invoiceFound: boolean } {
  const { status, headers } = response;
  if (status < 300 && readLookup(response, errors).state === 'found') return { invoiceFound: true };
  const isOurs =
    isDrupal({ headers, page: decodeBody(response) ?? '' }) ||
    isWordOfModule({ headers, body: readBody({ response, fits: isObject }) });
  if (!isOurs) throw errors.otherSoftware({ status });
  return { invoiceFound: false };
}

/**
 * For a site behind something that takes Drupal's headers away: PHP's ways to say that nothing was
 * found, or a lone reason. Other software says more (RFC 9457, a status, a path), or just `null`.
 */
function isWordOfModule(options: {
  readonly headers: TransportResponse['headers'];
  readonly body: ReadBody;
}): boolean {
  const { headers, body } = options;
  if (body.kind === 'text') return saysInvoiceAbsent(body.text);
  if (body.kind !== 'json' || /problem\+json/i.test(headers['content-type'] ?? '')) return false;
  const { value } = body;
  if (value === false || (isArray(value) && value.length === 0)) return true;
  if (typeof value === 'string') return saysInvoiceAbsent(value);
  if (!isObject(value)) return false;
  const { error, message, ...others } = value;
  if (typeof message === 'string' && saysInvoiceAbsent(message)) return true;
  return typeof error === 'string' && message === undefined && Object.keys(others).length === 0;
}

/** `Not found` alone is what any server says. */
function saysInvoiceAbsent(text: string): boolean {
  return /\binvoice\b/i.test(text) && saysAbsent(text);
}
