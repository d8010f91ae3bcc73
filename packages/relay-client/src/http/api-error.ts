import { readRetryAfter } from '@invoice-relay/core/http';
import type { TransportResponse } from '@invoice-relay/core/source';
import * as v from 'valibot';

import { RelayApiError } from '../errors.ts';
import { parseJson } from './parse-json.ts';
import type { Redact } from './redact.ts';

/** A problem document (RFC 9457) with the relay's own members. */
const problemSchema = v.object({
  title: v.fallback(v.string(), ''),
  detail: v.fallback(v.string(), ''),
  code: v.string(),
  errors: v.fallback(v.array(v.object({ path: v.string(), message: v.string() })), []),
});

/** Every path of a client is one of the relay's, so it is the address that is wrong. */
const wrongAddress =
  ' Check that baseUrl is the address of the relay itself, without "/v1" or another of its paths, and that the relay is not older than this client.';

/** The error for a response with an error status, wherever it came from. */
export function apiError(options: {
  readonly call: string;
  readonly response: TransportResponse;
  readonly redact: Redact;
}): RelayApiError {
  const { call, response, redact } = options;
  const { status, headers } = response;
  const common = { call, status, retryAfterSeconds: readSeconds(headers) };
  const problem = v.safeParse(problemSchema, parseJson(response.body));
  if (problem.success) {
    const { code, title, detail, errors } = problem.output;
    return new RelayApiError({
      ...common,
      code: redact(code),
      title: redact(title),
      detail: redact(detail || title) + (code === 'route_not_found' ? wrongAddress : ''),
      errors: errors.map(({ path, message }) => ({ path: redact(path), message: redact(message) })),
    });
  }
  if (status >= 300 && status < 400) {
    return new RelayApiError({
      ...common,
      code: 'redirected',
      title: 'Redirected',
      detail: `The response is a redirect to ${redact(headers['location'] ?? 'nowhere')}. It is not followed, because that would send the API key along: set baseUrl to the address of the relay itself.`,
    });
  }
  const kind = redact(headers['content-type'] ?? 'without a content type');
  return new RelayApiError({
    ...common,
    code: 'http_error',
    title: `HTTP ${status}`,
    detail: `The response (${kind}) is not a problem document from a relay. It may come from a proxy in front of the relay, or baseUrl may point to something else.`,
  });
}

function readSeconds(headers: TransportResponse['headers']): number | undefined {
  const waitMs = readRetryAfter({ headers });
  return waitMs === null ? undefined : Math.ceil(waitMs / 1000);
}
