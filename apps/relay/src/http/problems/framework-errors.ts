import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { problemContentType } from '../openapi/answers.ts';
import { ProblemError, problemDocument } from '../../shared/problems/problem.ts';
import { toProblem } from './to-problem.ts';

/** Answers what the router refuses before any hook or filter runs, such as a malformed path. */
export function answerFrameworkError(
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
 * Has what a hook refuses answered in the same way at every route. A route keeps the error handler
 * that the server has when it is added, and those of the page and the docs are there before the
 * framework sets its own.
 */
export function answerAllErrors(server: FastifyInstance): void {
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
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code, detail } = brokenRequests[error.code ?? ''] ?? {
    status: 400,
    code: 'request_malformed',
    detail: 'This is not a valid HTTP request.',
  };
  // In the middle of another answer, such as a stream, it would be taken for a part of that one.
  if (!isAnswering(socket)) {
    writeProblem(socket, new ProblemError({ status, code, detail }));
  }
  socket.destroy(error);
}

/** Whether an answer has begun and not ended, as Node's own handler asks: it tells nobody else. */
function isAnswering(socket: Socket): boolean {
  const { _httpMessage: answer } = socket as { readonly _httpMessage?: ServerResponse | null };
  return answer?.headersSent === true;
}

/** A whole answer, where there is only a socket to write to. */
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
