import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from 'pino';

import type { Database } from '../database/database.ts';
import type { Readiness } from './resources/health/readiness.ts';
import { problemContentType } from './openapi/answers.ts';
import { ProblemError, problemDocument } from '../shared/problems/problem.ts';
import type { RateLimits } from './rate-limits.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What its route is a part of; null for anything else. */
    area: 'ingest' | 'api' | null;
  }
}

/**
 * Tells ingest and the API apart, once for each request: by the route and not by the URL, which can
 * be written in many ways.
 */
export function knowAreas(server: FastifyInstance): void {
  server.decorateRequest('area', null);
  server.addHook('onRequest', (request, _reply, done) => {
    const { url } = request.routeOptions;
    if (url?.toLowerCase().startsWith('/hooks/') === true) request.area = 'ingest';
    else if (url?.startsWith('/v1/') === true) request.area = 'api';
    done();
  });
}

/** `type/subtype`, whatever follows: what Fastify takes for a content type. */
const readableContentType = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

/**
 * Hands every body over as bytes: a signature is over bytes, and what is sent to an ingest URL is
 * judged by its source and not by its content type.
 */
export function takeAnyBody(server: FastifyInstance): void {
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

/** Headers of every answer. Those of the API show secrets once, so no cache may keep them. */
export function setHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-content-type-options', 'nosniff');
    if (request.area === 'api') void reply.header('cache-control', 'no-store');
    done();
  });
}

/** How long a call of the API waits for another process that holds the database. Milliseconds. */
const answerWithinMs = 900;

/** A call of the API is told in about a second that its change cannot be stored now. */
export function answerSoon(server: FastifyInstance, database: Database): void {
  // Behind the reading of the body, which goes on from an event of the socket.
  server.addHook('preHandler', (request, _reply, done) => {
    if (request.area === 'api') database.answering(answerWithinMs, done);
    else done();
  });
}

/** Takes nothing new while the relay stops; health and metrics go on to tell about it. */
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

/** For a process that serves nobody: it tells how it is, and nothing else. */
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

/** Holds back floods at ingest URLs before their bodies are read, and guessing at tokens. */
export function limitIngest(server: FastifyInstance, limits: RateLimits): void {
  server.addHook('onRequest', (request, _reply, done) => {
    // However it was pasted: ingest itself leaves blanks around it aside.
    if (request.area === 'ingest')
      done(limits.ingest((request.params as IngestParams).token.trim()));
    else done();
  });
  // With a callback, and no promise: it is on the way of every answer.
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

/** What is turned away before it reaches a connection, so that ingest itself cannot tell of it. */
const turnedAway = new Set([404, 413, 429]);

/**
 * One line for every request at an ingest URL that no connection got to see. Without its URL: that
 * holds a token, be it a wrong one.
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
