import { isObject } from '@invoice-relay/core/json';
import type { TransportResponse } from '@invoice-relay/core/source';

import type { CallErrors } from '../errors/index.ts';
import { readBody } from './read-body.ts';

/**
 * Reads the response to a new invoice: its URL, in `Location` and in the body. Only the number in
 * it is used, as host and path may be wrong behind a proxy or in a subpath.
 */
export function readCreated(
  response: TransportResponse,
  errors: CallErrors,
): { readonly id: number } {
  const { status, headers } = response;
  const body = readBody({ response, fits: isObject });
  const id = idIn(headers['location']) ?? (body.kind === 'json' ? idIn(hrefOf(body.value)) : null);
  if (id !== null) return { id };
  throw errors.unexpected({ status, body, wanted: 'the address of the new invoice' });
}

function idIn(address: unknown): number | null {
  if (typeof address !== 'string') return null;
  const digits = /invoice\/api\/invoice\.json(?:\/|%2F)([1-9]\d{0,9})(?:$|[/?&#])/i.exec(
    address,
  )?.[1];
  return digits === undefined ? null : Number(digits);
}

/** `{"_links": {"self": {"href": …}}}` */
function hrefOf(value: unknown): unknown {
  return ['_links', 'self', 'href'].reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[name]
        : undefined,
    value,
  );
}
