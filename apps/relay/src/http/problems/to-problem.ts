import { PayloadError, SignatureError, SourceError } from '@invoice-relay/core/errors';
import { HttpException } from '@nestjs/common';

import { OverloadedError } from '../../database/overloaded-error.ts';
import { DamagedConnectionError } from '../../database/stores/connection-store.ts';
import { isStorageFailure, storageReason } from '../../database/storage-failure.ts';
import { VaultError } from '../../database/vault/vault.ts';
import { ProblemError } from '../../shared/problems/problem.ts';

/** Fastify's codes of errors that have a problem of their own here. */
const fastifyProblems: Readonly<Record<string, { code: string; detail: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'body_too_large',
    detail: 'The body is larger than 1 MiB. Send less at once.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'unsupported_media_type',
    detail: 'The content type is malformed. Send application/json.',
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'body_incomplete',
    detail: 'The body’s length does not match its Content-Length.',
  },
  FST_ERR_BAD_URL: {
    code: 'url_malformed',
    detail: 'The path cannot be decoded. Percent-encode it as described in RFC 3986.',
  },
  FST_ERR_MAX_PARAM_LENGTH: {
    code: 'url_too_long',
    detail: 'A path segment is too long.',
  },
};

/**
 * The problem document for anything that was thrown. Anything unexpected becomes a 500 that reveals
 * nothing about the internals.
 *
 * @returns also whether to log the error: yes, if the relay is at fault
 */
export function toProblem(
  error: unknown,
  context: { readonly requestId: string },
): { readonly problem: ProblemError; readonly log: boolean } {
  if (error instanceof ProblemError) return { problem: error, log: false };
  if (error instanceof PayloadError) return { problem: simple(400, error), log: false };
  if (error instanceof SignatureError) return { problem: simple(401, error), log: false };
  if (error instanceof OverloadedError) {
    return { problem: unavailable({ code: error.code, retryAfter: 1, cause: error }), log: false };
  }
  if (isStorageFailure(error)) {
    return {
      problem: unavailable({ code: 'storage_unavailable', retryAfter: 30, cause: error }),
      log: true,
    };
  }
  if (error instanceof DamagedConnectionError) {
    // It has already been logged, with the connection.
    return { problem: damaged(error), log: false };
  }
  if (error instanceof SourceError) {
    const detail = `${error.message} The relay’s log has the reason under the request id ${context.requestId}.`;
    return {
      problem: new ProblemError({ status: 500, code: 'source_failed', detail, cause: error }),
      log: true,
    };
  }
  if (error instanceof VaultError) return { problem: unreadable(error), log: true };
  const foreign = foreignProblem(error);
  if (foreign !== undefined) return { problem: foreign, log: false };
  return {
    problem: new ProblemError({
      status: 500,
      code: 'internal_error',
      detail: `Internal error. The relay’s log has the reason under the request id ${context.requestId}.`,
      cause: error,
    }),
    log: true,
  };
}

function unreadable(error: VaultError): ProblemError {
  return new ProblemError({
    status: 503,
    code: error.code,
    detail:
      'The relay’s encryption key cannot decrypt a secret in its database. Set RELAY_ENCRYPTION_KEY to the key that was last used with this database, and restart the relay.',
    headers: { 'retry-after': '30' },
    cause: error,
  });
}

function simple(status: number, error: PayloadError | SignatureError): ProblemError {
  const { code, message: detail } = error;
  return new ProblemError({ status, code, detail, cause: error });
}

function unavailable(options: {
  readonly code: string;
  /** Seconds. */
  readonly retryAfter: number;
  readonly cause: unknown;
}): ProblemError {
  return new ProblemError({
    status: 503,
    code: options.code,
    detail: `The relay cannot store anything at the moment, and nothing of this request was stored. ${storageReason(options.cause)}`,
    headers: { 'retry-after': String(options.retryAfter) },
    cause: options.cause,
  });
}

function damaged({ code, message }: DamagedConnectionError): ProblemError {
  return new ProblemError({
    status: 503,
    code,
    detail: message,
    headers: { 'retry-after': '300' },
  });
}

/**
 * Rejections by Nest and Fastify. Their messages are not passed on, as they may repeat the request.
 */
function foreignProblem(error: unknown): ProblemError | undefined {
  const cause = error instanceof HttpException ? (error.cause ?? error) : error;
  const known = fastifyProblems[codeOf(cause) ?? ''];
  const status = statusOf(error);
  if (status === undefined || status < 400 || status >= 500) return undefined;
  if (known !== undefined) {
    return new ProblemError({ status, ...known, cause: error });
  }
  if (status === 404) {
    return new ProblemError({
      status,
      code: 'route_not_found',
      detail: 'There is no such endpoint. GET /docs lists all of them.',
    });
  }
  return new ProblemError({
    status,
    code: 'request_refused',
    detail: 'The request is malformed.',
    cause: error,
  });
}

/** TypeORM's errors carry the driver's error code. */
function codeOf(error: unknown): string | undefined {
  const code: unknown = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = (error as { statusCode?: unknown } | null | undefined)?.statusCode;
  return error instanceof Error && typeof status === 'number' ? status : undefined;
}
