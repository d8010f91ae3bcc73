import type { JsonValue } from '@invoice-relay/core/events';

import type { Operation } from '../api/operation.ts';
import type { EnvoiceCredentials } from '../credentials.ts';
import { buildRequest } from './build-request.ts';
import type { Send } from './http/send.ts';
import type { Numbers } from '@invoice-relay/core/json';
import { readResponse } from './reading/read-response.ts';

/** Calls an operation that is given as data: shared by all methods of the client. */
export type Call = (options: {
  readonly operation: Operation;
  readonly input: unknown;
  readonly numbers: Numbers;
  readonly signal: AbortSignal | undefined;
}) => Promise<JsonValue | undefined>;

export function createCall(options: {
  readonly send: Send;
  readonly credentials: EnvoiceCredentials;
}): Call {
  const { send, credentials } = options;
  return async ({ operation, input, numbers, signal }) => {
    const { resource, name, method, repeatable, parameters } = operation;
    const { target, body } = buildRequest({ operation, input });
    return send({
      call: `${resource}.${name}`,
      method,
      url: `${credentials.baseUrl}${target}`,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      repeatable,
      namesSomething: body !== undefined || parameters.some(({ required }) => required),
      signal,
      read: (response, errors) => readResponse({ operation, response, numbers, errors }),
    });
  };
}
