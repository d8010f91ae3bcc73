import type { OpenAPIObject } from '@nestjs/swagger';

import { describeProblem } from './problem-responses.ts';
import { notIdempotentExtension } from '../idempotency/not-idempotent.ts';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Answer = Operation['responses'][string];

const safeMethods = ['get', 'head', 'options'] as const;
const unsafeMethods = ['post', 'put', 'patch', 'delete'] as const;

/** The headers of a response that asks the caller to wait. */
export const retryAfter = {
  'Retry-After': {
    description: 'How many seconds to wait before retrying.',
    schema: { type: 'integer' as const },
  },
};

/** Problems of every authenticated request. */
const common: Readonly<Record<string, Answer>> = {
  401: {
    ...describeProblem('The API key is missing or unknown.'),
    headers: { 'WWW-Authenticate': { description: 'RFC 6750.', schema: { type: 'string' } } },
  },
  429: { ...describeProblem('Too many requests.'), headers: retryAfter },
};

/** Problems of every request that needs the database. */
const unavailable: Readonly<Record<string, Answer>> = {
  500: describeProblem('Internal error. The relay’s log has the reason.'),
  503: {
    ...describeProblem('The relay cannot store anything at the moment, or is shutting down.'),
    headers: retryAfter,
  },
};

/** Problems of every request with a body. */
const withBody: Readonly<Record<string, Answer>> = {
  400: describeProblem(
    'The body is not valid JSON or not valid; `errors` lists every invalid field.',
  ),
  413: describeProblem('The body is larger than 1 MiB.'),
  415: describeProblem('The body is not `application/json`.'),
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description:
    'Up to 255 visible ASCII characters, such as a UUID. Repeating a request with the same key within 24 hours has no second effect: it returns the first response, with the header `Idempotency-Replayed: true`.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
};

/** Adds what is common to all requests and would otherwise be repeated for each. */
export function describeCommonParts(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths)) {
    for (const method of [...safeMethods, ...unsafeMethods]) {
      const operation = item[method];
      if (operation === undefined) continue;
      const body = operation.requestBody === undefined ? {} : withBody;
      if (operation.security === undefined) {
        // Stated explicitly, so that nobody wonders whether it was forgotten.
        operation.security = [];
        if (isUnsafe(method)) {
          operation.responses = { ...unavailable, ...body, ...operation.responses };
        }
        continue;
      }
      operation.responses = { ...common, ...unavailable, ...body, ...operation.responses };
      if (isUnsafe(method) && !(notIdempotentExtension in operation)) takeIdempotencyKey(operation);
    }
  }
}

function isUnsafe(method: string): boolean {
  return (unsafeMethods as readonly string[]).includes(method);
}

function takeIdempotencyKey(operation: Operation): void {
  operation.parameters = [...(operation.parameters ?? []), idempotencyKey];
  operation.responses['400'] ??= describeProblem('The `Idempotency-Key` is malformed.');
  operation.responses['422'] ??= describeProblem(
    'The `Idempotency-Key` was already used with another method, path or body.',
  );
}
