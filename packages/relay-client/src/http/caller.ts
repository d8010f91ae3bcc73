import { InputError } from '@invoice-relay/core/errors';
import type { Transport, TransportResponse } from '@invoice-relay/core/source';
import type { GenericSchema } from 'valibot';

import { RelayAnswerError } from '../errors.ts';
import { apiError } from './api-error.ts';
import { connectionError } from './connection-error.ts';
import { readResponse } from './read-response.ts';
import { redactor } from './redact.ts';

export interface CallOptions {
  /** Aborts the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface UnsafeCallOptions extends CallOptions {
  /**
   * Makes the call safe to repeat: within 24 hours, calls with the same key and the same content
   * have one effect and one response. 1 to 255 visible ASCII characters, such as a UUID.
   */
  readonly idempotencyKey?: string;
}

type QueryValue = string | number | readonly string[] | undefined;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** The unencoded parts of the path: they are encoded here. */
  readonly path: readonly [string, ...string[]];
  readonly query?: Readonly<Record<string, QueryValue>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly options: UnsafeCallOptions | undefined;
  /** Calls that need no key do not send it. */
  readonly anonymous?: boolean;
  /** An error status that counts as a regular response. */
  readonly alsoTakes?: number;
}

/** Makes the calls of all resources. */
export interface Caller {
  json<Output>(call: Call & { readonly schema: GenericSchema<unknown, Output> }): Promise<Output>;
  bytes(call: Call): Promise<Uint8Array>;
  /** For a response without a body. */
  nothing(call: Call): Promise<void>;
}

export function createCaller(options: {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Undefined if a session is used instead. */
  readonly apiKey: string | undefined;
  readonly transport: Transport;
}): Caller {
  const { baseUrl, apiKey, transport } = options;
  const redact = redactor(apiKey);

  const send = async (call: Call): Promise<TransportResponse> => {
    const { method, query, body, options: { signal, idempotencyKey } = {} } = call;
    const url = new URL(`${baseUrl}/${encodePath(call)}`);
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.set(name, String(value));
    }
    const name = nameOf(call);
    let response: TransportResponse;
    try {
      response = await transport({
        method,
        url: url.href,
        headers: {
          accept: 'application/json, application/problem+json',
          ...(call.anonymous === true || apiKey === undefined
            ? {}
            : { authorization: `Bearer ${apiKey}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (thrown) {
      signal?.throwIfAborted();
      throw connectionError({ call: name, thrown, baseUrl, redact });
    }
    const { status } = response;
    if ((status >= 200 && status < 300) || status === call.alsoTakes) return response;
    throw apiError({ call: name, response, redact });
  };

  return {
    async json(call) {
      const response = await send(call);
      return readResponse({ call: nameOf(call), response, schema: call.schema, redact });
    },
    async bytes(call) {
      return (await send(call)).body;
    },
    async nothing(call) {
      const { status, body } = await send(call);
      if (body.length === 0) return;
      throw new RelayAnswerError(
        'answer_invalid',
        `${nameOf(call)} returned ${status} with a body, unlike a relay. Check that baseUrl points to a relay, and that nothing in between changes its responses.`,
        { status },
      );
    },
  };
}

/**
 * @throws {InputError} for a part that a URL would resolve (`..`), or an empty one: it would be
 *   another call; and for half a character, which no URL can contain
 */
function encodePath(call: Call): string {
  const wrong = call.path.find((part) => ['', '.', '..'].includes(part) || !part.isWellFormed());
  if (wrong === undefined) return call.path.map(encodeURIComponent).join('/');
  throw new InputError({
    field: nameOf(call),
    problem: wrong === '' ? 'the id is empty' : `${JSON.stringify(wrong)} is not an id`,
    fix: 'Check where the id comes from.',
  });
}

/** `GET /v1/events/evt_…`, without the query: how errors name the call. */
function nameOf({ method, path }: Call): string {
  return `${method} /${path.join('/')}`;
}
