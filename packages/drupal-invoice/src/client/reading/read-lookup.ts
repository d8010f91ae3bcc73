import { isArray, isObject, readRawMembers } from '@invoice-relay/core/json';
import type { JsonValue } from '@invoice-relay/core/models';
import type { TransportResponse } from '@invoice-relay/core/source';

import { isInvoiceLike, openEnvelope, readDrupalInvoice } from '../../model/index.ts';
import type { Envelope } from '../../model/index.ts';
import { reportsFailure } from '../http/site-reasons.ts';
import type { VendorErrors } from '../http/vendor-errors.ts';
import type { Lookup, Validators } from '../options.ts';
import { readBody } from './read-body.ts';

/** What is at an id, by a successful answer. */
export type ReadLookup = Exclude<Lookup, { readonly state: 'unchanged' }>;

/**
 * Reads a successful answer to the question for an invoice.
 *
 * @throws {VendorError} `vendor_answer_invalid`, `vendor_unauthorized` for a login page
 */
export function readLookup(response: TransportResponse, errors: VendorErrors): ReadLookup {
  const { status } = response;
  const body = readBody({ response, fits: (value) => isInvoiceLike(openEnvelope(value).inner) });
  if (body.kind === 'text' && saysAbsent(body.text)) return { state: 'absent' };
  if (body.kind !== 'json') throw errors.unexpected({ status, body, wanted });

  const { envelope, inner } = openEnvelope(body.value);
  const invoice = isInvoiceLike(inner) ? readDrupalInvoice(inner) : null;
  if (invoice !== null) {
    const source = sourceOf({ text: body.text, envelope });
    return { state: 'found', invoice, source, validators: validatorsOf(response) };
  }
  if (isNothing(body.value) || tellsAbsence(body.value)) return { state: 'absent' };
  throw errors.unexpected({ status, body, wanted });
}

const wanted = 'an invoice as JSON';

function isNothing(value: JsonValue | undefined): boolean {
  if (value === null || value === false || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** An envelope with nothing in it, or an error that says so. */
function tellsAbsence(value: JsonValue): boolean {
  if (typeof value === 'string') return saysAbsent(value);
  if (isArray(value)) return value.length === 1 && value[0] !== undefined && isNothing(value[0]);
  if (!isObject(value)) return false;
  const texts = [value['error'], value['message']];
  if (texts.some((text) => typeof text === 'string' && saysAbsent(text))) return true;
  const isEmpty = ['invoice', 'data'].some(
    (member) => Object.hasOwn(value, member) && isNothing(value[member]),
  );
  return isEmpty && !reportsFailure(value);
}

/** Some sites say with a 200 what others say with a 404. */
export function saysAbsent(text: string): boolean {
  return (
    text.length < 200 &&
    /\binvoice\b[^.]*\b(?:not (?:be )?found|not exist|unknown)\b|\bno (?:such )?invoice\b|^not found\W*$/i.test(
      text,
    )
  );
}

/** The text of the invoice alone, exactly as it is written. */
function sourceOf({
  text,
  envelope,
}: {
  readonly text: string;
  readonly envelope: Envelope;
}): string {
  if (envelope === 'none') return text;
  // A list of one: what is between its brackets.
  if (envelope === 'list') return text.slice(1, -1).trim();
  return readRawMembers(text).get(envelope)?.source ?? text;
}

/** What fits into a header again, and is short enough to be kept. */
const validator = /^[\x21-\x7e][\x20-\x7e]{0,299}$/;

function validatorsOf({ headers }: TransportResponse): Validators {
  const etag = headers['etag']?.trim() ?? '';
  const lastModified = headers['last-modified']?.trim() ?? '';
  return {
    ...(validator.test(etag) ? { etag } : {}),
    ...(validator.test(lastModified) ? { lastModified } : {}),
  };
}
