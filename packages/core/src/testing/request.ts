import type { WebhookRequest } from '../source/index.ts';

/**
 * A webhook request as a host passes it: header names in lower case, the body as bytes. A POST with
 * JSON by default.
 *
 * @param options.body text is sent as UTF-8; omitted means an empty body
 */
export function buildRequest(
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array;
  } = {},
): WebhookRequest {
  const headers = Object.entries({ 'content-type': 'application/json', ...options.headers });
  const body = options.body ?? '';
  return {
    method: options.method ?? 'POST',
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}

/** The index of the first occurrence of some bytes in others, or -1. */
export function indexOfBytes(options: {
  readonly bytes: Uint8Array;
  readonly within: Uint8Array;
}): number {
  const { bytes, within } = options;
  for (let start = 0; start + bytes.length <= within.length; start += 1) {
    if (bytes.every((byte, index) => within[start + index] === byte)) return start;
  }
  return -1;
}
