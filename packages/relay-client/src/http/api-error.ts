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
    detail: `The response (HTTP ${status}, ${kind}) is not from a relay${foreign(common)}`,
  });
}

/** What to do about a status that a relay did not send: something in front of it did, if not another server. */
function foreign(options: {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
}): string {
  const { status, retryAfterSeconds: seconds } = options;
  const wait = seconds === undefined ? 'later' : `in ${seconds} s`;
  const address = 'that baseUrl is its address';
  if (status === 429) {
    return ` but from something in front of it, such as a proxy that limits requests. Try again ${wait}, and check ${address}.`;
  }
  if (status === 401 || status === 403 || status === 407) {
    return ` but from something in front of it, such as a proxy with a login or a firewall of its own. Let calls with an API key pass there, and check ${address}.`;
  }
  if (status >= 500) {
    return ` but from something in front of it, such as a proxy that cannot reach it. Check that the relay is running, and ${address}; try again ${wait}.`;
  }
  return `. Check that baseUrl is the address of the relay itself, and that a proxy in front of it forwards its paths.`;
}

function readSeconds(headers: TransportResponse['headers']): number | undefined {
  const waitMs = readRetryAfter({ headers });
  return waitMs === null ? undefined : Math.ceil(waitMs / 1000);
}
