import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ProblemError } from '../../shared/problems/problem.ts';
import { ActivityTooLargeError, TooManyUnconfirmedError } from '../unconfirmed/errors.ts';
import { QuarantineFullError } from '../quarantine/quarantine-limits.ts';
import { acceptedEncodings, decodeBody } from './decode-body.ts';
import { BacklogFullError, ContentEncodingError, NoWebhookError } from './errors.ts';
import { TooManyDetectionsError } from './failed-detections.ts';
import type { IngestService } from './ingest.service.ts';
import { plainBytes } from '../../shared/plain-bytes.ts';

/** As people paste it: with a trailing slash, or in capitals. */
const urls = ['/hooks/:token', '/hooks/:token/', '/Hooks/:token', '/HOOKS/:token'];

/**
 * Where vendors post: `/hooks/{token}`, with any of the usual methods and any content type. Plain
 * routes of the server, as the framework's guards would cost more than everything else.
 */
export function addIngestRoutes(server: FastifyInstance, ingest: IngestService): void {
  for (const url of urls) {
    server.all(url, { exposeHeadRoute: false }, (request, reply) =>
      receive(ingest, request, reply),
    );
  }
}

async function receive(
  ingest: IngestService,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // Anything pasted along with it is ignored.
  const token = (request.params as { token: string }).token.trim();
  try {
    const result = await ingest.receive({
      token,
      request: {
        method: request.method,
        headers: keptHeaders(request.headers, token),
        body: await bytesOf(request),
      },
    });
    if (result.outcome === 'unknown_token') throw unknownToken();
    if (result.outcome === 'probe') return reply.status(result.status).send(result.body ?? '');
    return reply.status(200).type('application/json; charset=utf-8').send(answers[result.outcome]);
  } catch (error) {
    throw toProblem(error);
  }
}

/** Serialized once: hardly any other response is sent. */
const answers = {
  accepted: '{"status":"accepted"}',
  unconfirmed: '{"status":"unconfirmed"}',
  duplicate: '{"status":"duplicate"}',
  quarantined: '{"status":"quarantined"}',
} as const;

function bytesOf(request: FastifyRequest): Uint8Array | Promise<Uint8Array> {
  const { body } = request;
  if (!Buffer.isBuffer(body)) return new Uint8Array();
  const bytes = plainBytes(body);
  const encoding = request.headers['content-encoding'];
  return encoding === undefined ? bytes : decodeBody({ body: bytes, encoding });
}

/**
 * One value for each name, and no token in any: reverse proxies add the URL (`X-Original-URI`,
 * `X-Forwarded-Uri`), and what is quarantined is kept with its headers.
 */
function keptHeaders(
  headers: FastifyRequest['headers'],
  token: string,
): Record<string, string | undefined> {
  const kept: Record<string, string | undefined> = {};
  for (const name in headers) {
    const value = headers[name];
    const single = Array.isArray(value) ? value.join(', ') : value;
    const tells = token !== '' && single?.includes(token) === true;
    kept[name] = tells ? single.replaceAll(token, '…') : single;
  }
  return kept;
}

function unknownToken(): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'ingest_url_not_found',
    detail:
      'No connection has this ingest URL: it was mistyped, rotated, or its connection was deleted.',
  });
}

const statusOfEncoding = {
  content_encoding_unsupported: 415,
  content_encoding_invalid: 400,
  body_too_large: 413,
} as const;

function toProblem(error: unknown): unknown {
  if (error instanceof TooManyDetectionsError) return later(429, error);
  if (error instanceof TooManyUnconfirmedError) return later(429, error);
  if (error instanceof QuarantineFullError) return later(503, error);
  if (error instanceof BacklogFullError) return later(503, error);
  if (error instanceof ActivityTooLargeError) return plain(413, error);
  if (error instanceof NoWebhookError) return plain(503, error);
  if (error instanceof ContentEncodingError) {
    return new ProblemError({
      status: statusOfEncoding[error.code],
      code: error.code,
      detail: error.message,
      headers: { 'accept-encoding': acceptedEncodings },
    });
  }
  return error;
}

function later(
  status: number,
  error: Error & { readonly code: string; readonly retryAfterSeconds: number },
): ProblemError {
  return new ProblemError({
    status,
    code: error.code,
    detail: error.message,
    headers: { 'retry-after': String(error.retryAfterSeconds) },
  });
}

function plain(status: number, error: Error & { readonly code: string }): unknown {
  return new ProblemError({ status, code: error.code, detail: error.message });
}
