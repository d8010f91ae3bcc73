import type { TransportResponse } from '@invoice-relay/core/source';
import * as v from 'valibot';

import { RelayAnswerError } from '../errors.ts';
import { parseJson } from './parse-json.ts';
import type { Redact } from './redact.ts';

/** More problems than this do not help. */
const maxProblems = 5;

/**
 * Parses a successful response.
 *
 * @throws {RelayAnswerError} which never repeats the response: it may be a secret
 */
export function readResponse<Output>(options: {
  readonly call: string;
  readonly response: TransportResponse;
  readonly schema: v.GenericSchema<unknown, Output>;
  readonly redact: Redact;
}): Output {
  const { call, response, schema, redact } = options;
  const { status } = response;
  const json = parseJson(response.body);
  if (json === undefined) {
    const kind = redact(response.headers['content-type'] ?? 'without a content type');
    throw new RelayAnswerError(
      'answer_not_json',
      `${call} returned ${status}, but the body (${kind}, ${response.body.length} bytes) is not JSON, or was cut off. Check that baseUrl points to a relay, and that nothing in between changes its responses.`,
      { status },
    );
  }
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const problems = result.issues.slice(0, maxProblems).map((issue) => redact(describe(issue)));
  throw new RelayAnswerError(
    'answer_invalid',
    `${call} returned ${status}, but not a relay's response: ${problems.join('; ')}. Check that baseUrl points to a relay, and that this client has the same major version as the relay.`,
    { status },
  );
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'the body';
  if (issue.received === 'undefined') return `${path} is missing`;
  return `${path} must be ${issue.expected ?? issue.type}`;
}
