import type { OpenAPIObject } from '@nestjs/swagger';

import { problemContentType } from './problem-responses.ts';
import {
  invalid,
  notFound,
  problemDocument,
  ProblemError,
  tooManyRequests,
} from '../../shared/problems/problem.ts';

interface DescribedAnswer {
  readonly description?: string;
  readonly content?: Record<string, { example?: unknown }>;
}

/** An example of each status; of 404, what does not concern an id. */
const examples: Readonly<Record<string, ProblemError>> = {
  400: invalid([{ path: 'name', message: 'is required' }]),
  401: new ProblemError({
    status: 401,
    code: 'api_key_missing',
    detail: 'Send an API key with the request: Authorization: Bearer <key>.',
  }),
  403: new ProblemError({
    status: 403,
    code: 'scope_missing',
    detail: 'This call needs an API key with the scope "admin".',
  }),
  404: new ProblemError({
    status: 404,
    code: 'session_not_found',
    detail: 'This request was authenticated with an API key, not with a session cookie.',
  }),
  413: new ProblemError({
    status: 413,
    code: 'body_too_large',
    detail: 'The body is larger than 1 MiB. Send less at once.',
  }),
  415: new ProblemError({
    status: 415,
    code: 'unsupported_media_type',
    detail: 'Send the body as JSON, with the content type application/json.',
  }),
  422: new ProblemError({
    status: 422,
    code: 'idempotency_key_reused',
    detail: 'This Idempotency-Key was already used with another method, path or body.',
  }),
  429: tooManyRequests({ retryAfterSeconds: 1, detail: 'This API key sends too many requests.' }),
  500: new ProblemError({
    status: 500,
    code: 'internal_error',
    detail: 'Internal error. The relay’s log has the reason under the request id req-2k.',
  }),
  503: new ProblemError({
    status: 503,
    code: 'storage_unavailable',
    detail:
      'The relay cannot store anything at the moment, and nothing of this request was stored. Try again.',
  }),
};

/** Adds an example of every problem, so that nobody has to provoke one to see it. */
export function addProblemExamples(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths)) {
    for (const operation of [item.get, item.post, item.put, item.patch, item.delete]) {
      for (const [status, answer] of Object.entries(operation?.responses ?? {})) {
        const { content, description } = answer as DescribedAnswer;
        const media = content?.[problemContentType];
        const kind = status === '404' ? kindOf(description) : undefined;
        const example = kind === undefined ? examples[status] : notFound(kind, 'unknown');
        if (media !== undefined && example !== undefined) {
          media.example ??= problemDocument(example);
        }
      }
    }
  }
}

/** What is not found: of 'No API key has this id.', an API key. */
function kindOf(description: string | undefined): string | undefined {
  return /^No (.+?) has this id/.exec(description ?? '')?.[1];
}
