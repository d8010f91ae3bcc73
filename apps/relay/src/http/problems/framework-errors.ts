import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { problemContentType } from '../openapi/problem-responses.ts';
import { ProblemError, problemDocument } from '../../shared/problems/problem.ts';
import { toProblem } from './to-problem.ts';

/** Answers what the router rejects before any hook or filter runs, such as a malformed path. */
export function handleFrameworkError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const { problem } = toProblem(error, { requestId: request.id });
  void reply
    .code(problem.status)
    .header('content-type', problemContentType)
    .header('x-content-type-options', 'nosniff')
    .send(JSON.stringify(problemDocument(problem)));
}

/**
 * Makes rejections by hooks look the same at every route. A route keeps the error handler that the
 * server has when the route is added, and the routes of the dashboard and the docs are added before
 * the framework sets its own.
 */
export function useServerErrorHandler(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    route.errorHandler ??= (error, request, reply) => server.errorHandler(error, request, reply);
  });
}

const brokenRequests: Readonly<Record<string, { status: number; code: string; detail: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request_timeout',
    detail: 'The request took too long to arrive.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers_too_large',
    detail: 'The request headers are too large.',
  },
};

/** Answers what is not even HTTP; there is only a socket to write to. */
export function handleClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code, detail } = brokenRequests[error.code ?? ''] ?? {
    status: 400,
    code: 'request_malformed',
    detail: 'This is not a valid HTTP request.',
  };
  // In the middle of another response, such as a stream, it would be taken for a part of it.
  if (!isResponding(socket)) {
    writeProblem(socket, new ProblemError({ status, code, detail }));
  }
  socket.destroy(error);
}

/**
 * Whether a response has started and not ended, checked as Node's own handler does; there is no
 * public API for it.
 */
function isResponding(socket: Socket): boolean {
  const { _httpMessage: answer } = socket as { readonly _httpMessage?: ServerResponse | null };
  return answer?.headersSent === true;
}

/** A complete response, for when there is only a socket to write to. */
export function writeProblem(socket: Socket, problem: ProblemError): void {
  if (!socket.writable) return;
  const { status } = problem;
  const body = JSON.stringify(problemDocument(problem));
  socket.write(
    [
      `HTTP/1.1 ${status} ${problem.title}`,
      ...Object.entries(problem.headers).map(([name, value]) => `${name}: ${value}`),
      `Content-Type: ${problemContentType}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
