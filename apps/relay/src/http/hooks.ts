import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';

import type { Database } from '../database/database.ts';
import type { Readiness } from './resources/health/readiness.ts';
import { problemContentType } from './openapi/problem-responses.ts';
import { ProblemError, problemDocument } from '../shared/problems/problem.ts';
import type { RateLimits } from './rate-limits.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Which part of the service a route belongs to; null for anything else. */
    area: 'ingest' | 'api' | null;
  }
}

/**
 * Distinguishes ingest and API, once per request: by the route rather than the URL, which can be
 * written in many ways.
 */
export function markAreas(server: FastifyInstance): void {
  server.decorateRequest('area', null);
  server.addHook('onRequest', (request, _reply, done) => {
    const { url } = request.routeOptions;
    if (url?.toLowerCase().startsWith('/hooks/') === true) request.area = 'ingest';
    else if (url?.startsWith('/v1/') === true) request.area = 'api';
    done();
  });
}

/** `type/subtype`, whatever follows: what Fastify accepts as a content type. */
const readableContentType = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

/**
 * Passes every body on as bytes: signatures cover bytes, and the body of a webhook is interpreted
 * by its source, not by its content type.
 */
export function acceptAnyBody(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });
  server.addHook('onRequest', (request, _reply, done) => {
    const contentType = request.headers['content-type'];
    if (
      request.area === 'ingest' &&
      contentType !== undefined &&
      !readableContentType.test(contentType)
    ) {
      request.headers = { 'content-type': 'application/octet-stream' };
    }
    done();
  });
}

/** Headers of every response. API responses may contain secrets, so no cache may store them. */
export function setHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-content-type-options', 'nosniff');
    if (request.area === 'api') void reply.header('cache-control', 'no-store');
    done();
  });
}

/**
 * How long an API request waits for another process that holds the database, or on PostgreSQL rows
 * of it; there, it may have to wait for its turn among writers first. Milliseconds.
 */
const apiPatienceMs = 900;

/**
 * An API request learns within about a second that its change cannot be stored at the moment,
 * unless many others are being stored.
 */
export function limitWriteWaits(server: FastifyInstance, database: Database): void {
  // After the body has been read, which continues from a socket event.
  server.addHook('preHandler', (request, _reply, done) => {
    if (request.area === 'api') database.withPatience(apiPatienceMs, done);
    else done();
  });
}

/** Accepts no new work while the relay shuts down; health and metrics stay available. */
export function refuseWhileStopping(server: FastifyInstance, readiness: Readiness): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!readiness.stopping || request.area === null) {
      done();
      return;
    }
    void reply.header('connection', 'close');
    done(
      new ProblemError({
        status: 503,
        code: 'stopping',
        detail: 'The relay is shutting down. Try again once it has restarted.',
        headers: { 'retry-after': '5' },
      }),
    );
  });
}

const operations: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics']);

/** For a process that serves no requests: only reports its health. */
export function onlyOperations(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (operations.has(request.url.split('?')[0] ?? '')) {
      done();
      return;
    }
    done(
      new ProblemError({
        status: 404,
        code: 'role_worker',
        detail:
          'This relay process has the role "worker". Send the request to a process with the role "api" or "all".',
      }),
    );
  });
}

/** Stops floods at ingest URLs before their bodies are read, and token guessing. */
export function limitIngest(server: FastifyInstance, limits: RateLimits): void {
  server.addHook('onRequest', (request, _reply, done) => {
    // However it was pasted: ingest itself ignores white space around it.
    if (request.area === 'ingest')
      done(limits.ingest((request.params as IngestParams).token.trim()));
    else done();
  });
  // With a callback instead of a promise, as it runs for every response.
  server.addHook<unknown>('onSend', (request, reply, payload, done) => {
    if (reply.statusCode !== 404 || request.area !== 'ingest') {
      done(null, payload);
      return;
    }
    limits.unknownIngestUrl(request).then(
      (tooMany) => done(null, tooMany === undefined ? payload : insteadOf404(reply, tooMany)),
      (error: Error) => done(error),
    );
  });
}

function insteadOf404(reply: FastifyReply, problem: ProblemError): string {
  void reply.code(problem.status).headers(problem.headers).type(problemContentType);
  return JSON.stringify(problemDocument(problem));
}

interface IngestParams {
  readonly token: string;
}

/** Requests rejected before they reach a connection, which ingest itself therefore cannot log. */
const turnedAway = new Set([404, 413, 429]);

/**
 * One line for every request at an ingest URL that reached no connection. Without its URL, which
 * contains a token, even if a wrong one.
 */
export function logTurnedAway(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    if (request.area === 'ingest' && turnedAway.has(reply.statusCode)) {
      logger.warn(
        { outcome: 'turned_away', status: reply.statusCode, remote: request.ip },
        'ingest',
      );
    }
    done();
  });
}
