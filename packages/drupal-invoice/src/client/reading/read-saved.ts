import { isArray, isObject } from '@invoice-relay/core/json';
import type { JsonObject, JsonValue } from '@invoice-relay/core/models';
import type { TransportResponse } from '@invoice-relay/core/source';

import {
  documentId,
  documentNumber,
  isInvoiceLike,
  openEnvelope,
  readDrupalInvoice,
} from '../../model/index.ts';
import { reportsRefusal } from '../http/site-reasons.ts';
import type { VendorErrors } from '../http/vendor-errors.ts';
import type { Saved } from '../options.ts';
import { readBody } from './read-body.ts';
import { idInLocation } from './saved-place.ts';

/**
 * Reads an answer to a new or changed invoice. What a site answers then is not documented, so an
 * id and a number are looked for wherever they may be: in an invoice, in an object, alone, or in
 * the address under `Location`.
 *
 * @param options.url what was asked
 * @throws {VendorError} `vendor_refused` for the report of a failure, `vendor_answer_invalid`
 */
export function readSaved(options: {
  readonly response: TransportResponse;
  readonly errors: VendorErrors;
  readonly url: string;
}): Saved {
  const { response, errors, url } = options;
  const { status, headers } = response;
  const fromLocation = idInLocation({ location: headers['location'], url });
  const body = readBody({ response, fits: isAnswer });
  const isRedirect = status >= 300;
  if (body.kind === 'empty' || (isRedirect && body.kind !== 'json')) {
    return { id: fromLocation, number: null, invoice: null, answer: null };
  }
  // Such as "Saved." without quotes.
  if (body.kind === 'text') {
    return { id: fromLocation, number: null, invoice: null, answer: body.text };
  }
  if (body.kind !== 'json') throw errors.unexpected({ status, body, wanted });

  const { value } = body;
  const { envelope, inner } = openEnvelope(value);
  const invoice = isInvoiceLike(inner) ? readDrupalInvoice(inner) : null;
  // It is there, and a status is its own. What stands around an invoice is about the request.
  const isSaved = envelope === 'none' && invoice !== null && idOf(invoice) !== null;
  const failed = value === null || value === false || (!isSaved && reportsRefusal(value));
  if (failed) throw errors.failed({ status, body });

  const objects = [inner, value].filter(isObject);
  return {
    id: firstOf(objects, idOf) ?? bareId(inner) ?? fromLocation,
    number: firstOf(objects, documentNumber),
    invoice,
    answer: value,
  };
}

const wanted = 'what became of the invoice';

function isAnswer(value: JsonValue): boolean {
  const { inner } = openEnvelope(value);
  if (isInvoiceLike(inner)) return true;
  return isObject(inner) && (idOf(inner) !== null || reportsRefusal(inner));
}

/** What was made just now has no other id than that of its node, where only that one is told. */
function idOf(value: JsonObject): string | null {
  return documentId(value) ?? documentId({ id: value['nid'] ?? null });
}

function bareId(value: JsonValue): string | null {
  const alone = isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
  return typeof alone === 'string' || typeof alone === 'number' ? documentId({ id: alone }) : null;
}

function firstOf(
  objects: readonly JsonObject[],
  read: (object: JsonObject) => string | null,
): string | null {
  for (const object of objects) {
    const text = read(object);
    if (text !== null) return text;
  }
  return null;
}
