import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { FastifyInstance, FastifyRequest } from 'fastify';

import { problemContentType } from './openapi/problem-responses.ts';
import { writeProblem } from './problems/framework-errors.ts';
import { ProblemError, problemDocument } from '../shared/problems/problem.ts';
import type { KnownPaths } from './wrong-methods.ts';

const expectationFailed = new ProblemError({
  status: 417,
  code: 'expectation_failed',
  detail:
    'The only supported "Expect" value is 100-continue. Send the request without this header.',
});

const noTunnel = new ProblemError({
  status: 405,
  code: 'method_not_allowed',
  detail: 'The relay is not a proxy and does not support CONNECT. GET /docs lists its endpoints.',
  headers: { allow: 'GET, HEAD, POST, PATCH, DELETE' },
});

/**
 * Requests that Node answers itself, without a body, or passes on as if they were ordinary: each
 * gets a problem document that says what to do instead.
 */
export function refuseUnusualRequests(server: FastifyInstance, paths: KnownPaths): void {
  const http = server.server as Server;
  http.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.stringify(problemDocument(expectationFailed));
    response.writeHead(expectationFailed.status, {
      'content-type': problemContentType,
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
  http.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    const proceed = (): void => {
      response.writeContinue();
      http.emit('request', request, response);
    };
    // Until an earlier request on the connection is answered, this one has no socket. What is
    // written meanwhile, Node (24) puts between the head and the body of the final response.
    if (response.socket === null) response.once('socket', proceed);
    else proceed();
  });
  http.on('connect', (_request: IncomingMessage, socket: Socket) => {
    // A client that disconnects meanwhile does not want the response.
    void once(socket, 'error').catch(() => {});
    writeProblem(socket, noTunnel);
    socket.destroySoon();
  });
  server.addHook('onRequest', (request, _reply, done) => {
    done(problemOf(request, paths));
  });
}

function problemOf(request: FastifyRequest, paths: KnownPaths): ProblemError | undefined {
  const { raw, headers, method } = request;
  if (raw.httpVersion === '1.1' && headers.host === undefined) {
    return refusal(400, 'host_missing', 'Send a Host header: HTTP/1.1 requires one (RFC 9112).');
  }
  if (method === 'TRACE') {
    return new ProblemError({
      status: 405,
      code: 'method_not_allowed',
      detail: 'TRACE is not supported, as it would expose secrets.',
      headers: { allow: paths.allow(request.url.split('?')[0] ?? '') },
    });
  }
  const { upgrade } = headers;
  // An offer of HTTP/2 may be ignored, and some clients make it with every request.
  if (upgrade !== undefined && upgrade.toLowerCase() !== 'h2c') {
    return refusal(
      400,
      'upgrade_not_supported',
      'The relay only speaks HTTP/1.1. Send the request without "Upgrade".',
    );
  }
  return undefined;
}

function refusal(status: number, code: string, detail: string): ProblemError {
  return new ProblemError({ status, code, detail });
}
