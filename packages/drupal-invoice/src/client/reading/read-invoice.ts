import { isArray, isObject } from '@invoice-relay/core/json';
import type { TransportResponse } from '@invoice-relay/core/source';

import { readDrupalInvoice, readDrupalList } from '../../model/index.ts';
import type { DrupalInvoice, ListedDrupalInvoice } from '../../model/index.ts';
import type { CallErrors } from '../errors/index.ts';
import { readBody } from './read-body.ts';

/** One invoice, and its JSON as the site wrote it. */
export interface ReadInvoice {
  readonly invoice: DrupalInvoice;
  readonly source: string;
  /** When the site responded, from its own `Date` header: epoch milliseconds; null without one. */
  readonly answeredAt: number | null;
}

/**
 * Reads a successful response to a request for one invoice. The module responds with its list if it
 * does not take the id as a number, and a cache may respond with another invoice: both are errors.
 */
export function readOne(options: {
  readonly response: TransportResponse;
  readonly errors: CallErrors;
  readonly id: number;
  readonly timeZone: string | undefined;
}): ReadInvoice {
  const { response, errors, id, timeZone } = options;
  const { status } = response;
  const body = readBody({ response, fits: isObject });
  const wanted = 'an invoice as JSON';
  if (body.kind !== 'json') throw errors.unexpected({ status, body, wanted });
  if (isArray(body.value)) {
    throw errors.make(
      'list_for_invoice',
      `the site returned a list of invoices instead of invoice ${id}. Check that nothing ` +
        'in front of the site rewrites its URLs.',
      { status },
    );
  }
  const invoice = readDrupalInvoice(body.value, { timeZone });
  if (invoice === null) throw errors.unexpected({ status, body, wanted });
  if (invoice.id !== id) {
    throw errors.make(
      'another_invoice',
      `the site returned invoice ${invoice.id} instead of ${id}. Check for a misconfigured ` +
        'cache in front of it.',
      { status },
    );
  }
  const answeredAt = Date.parse(response.headers['date'] ?? '');
  return {
    invoice,
    source: body.text,
    answeredAt: Number.isNaN(answeredAt) ? null : answeredAt,
  };
}

/** Reads a successful response to a request for a list. */
export function readList(
  response: TransportResponse,
  errors: CallErrors,
): readonly ListedDrupalInvoice[] {
  const { status } = response;
  const body = readBody({ response, fits: isArray });
  const rows = body.kind === 'json' ? readDrupalList(body.value) : null;
  if (rows !== null) return rows;
  throw errors.unexpected({ status, body, wanted: 'a list of invoices as JSON' });
}
