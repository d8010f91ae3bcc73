import type { WebhookRequest, WebhookResponse } from '@invoice-relay/core/source';

/** JSON's white space, and the byte order mark that .NET writers put before an empty body. */
const blank: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/**
 * Responds to the calls by which Envoice may check whether a URL works: it counts as working if the
 * status is exactly 200. These are GET, HEAD, and any request without a body. Any other method with
 * a body is left to `verify`, like a POST.
 */
export function probe(request: WebhookRequest): WebhookResponse | undefined {
  const method = request.method.toUpperCase();
  const asks =
    method === 'GET' || method === 'HEAD' || request.body.every((byte) => blank.has(byte));
  return asks ? { status: 200 } : undefined;
}
