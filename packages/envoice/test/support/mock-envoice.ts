import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { described, problemsOf } from './description.ts';
import type { DescribedOperation, DescribedParameter } from './description.ts';
import { createSampler } from './sample.ts';

export interface MockAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes are sent as they are, everything else as JSON. */
  readonly body?: unknown;
}

export interface MockRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export type MockRoute = (request: MockRequest) => MockAnswer | 'break' | undefined;

export interface MockEnvoice extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly MockRequest[];
  /** The responses sent for operations, as created by the mock. */
  readonly answers: readonly unknown[];
}

export const mockCredentials = { authKey: 'mock-key-1', authSecret: 'mock-secret-1' };

/**
 * Starts a mock of Envoice that knows only its own description: a request with a wrong method,
 * path, credentials, parameters or body gets a 400 with every problem, and a correct one gets a
 * sample response.
 *
 * @param options.route responds instead if it returns something; `break` cuts the connection
 */
export async function startMockEnvoice(
  options: { readonly ordinals?: boolean; readonly route?: MockRoute } = {},
): Promise<MockEnvoice> {
  const { ordinals = false, route } = options;
  const requests: MockRequest[] = [];
  const answers: unknown[] = [];
  const sample = createSampler({ ordinals });

  const answerTo = (request: MockRequest): MockAnswer => {
    const operation = described.find(
      ({ method, path }) => method === request.method && path === request.path,
    );
    if (!operation) return { status: 404, body: { Message: `No ${request.path}.` } };
    const problems = problemsOfRequest(operation, request);
    if (problems.length > 0) return { status: 400, body: { Message: problems.join('; ') } };
    const body = operation.answer === null ? undefined : sample(operation.answer);
    answers.push(body);
    return { status: operation.status, body };
  };

  const server = createServer((incoming, outgoing) => {
    void readRequest(incoming).then((request) => {
      requests.push(request);
      const answer = route?.(request) ?? answerTo(request);
      if (answer === 'break') return incoming.socket.destroy();
      const { status = 200, headers = {}, body } = answer;
      const isRaw = typeof body === 'string' || body instanceof Uint8Array;
      outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
      return outgoing.end(isRaw || body === undefined ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<MockRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(incoming.url ?? '/', 'http://mock');
  const isJson = incoming.headers['content-type'] === 'application/json';
  return {
    method: incoming.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: incoming.headers,
    body: isJson ? JSON.parse(text) : text === '' ? undefined : text,
  };
}

function problemsOfRequest(operation: DescribedOperation, request: MockRequest): string[] {
  const { query, headers, body } = request;
  const given = (parameter: DescribedParameter) =>
    parameter.in === 'query' ? query[parameter.name] : headers[parameter.name];
  const missing = operation.parameters
    .filter((parameter) => parameter.required && given(parameter) === undefined)
    .map(({ name }) => `${name} is missing`);
  const wrong = Object.entries(query).flatMap(([name, text]) => {
    const parameter = operation.parameters.find((one) => one.in === 'query' && one.name === name);
    if (!parameter) return [`${name} is no parameter`];
    const { type } = parameter.schema;
    const value = type === 'string' ? text : JSON.parse(text);
    return problemsOf(parameter.schema, value);
  });
  const unauthorized =
    headers['x-auth-key'] === mockCredentials.authKey &&
    headers['x-auth-secret'] === mockCredentials.authSecret
      ? []
      : ['the credentials are wrong'];
  const ofBody =
    operation.body === null
      ? body === undefined
        ? []
        : ['a body came where none is described']
      : problemsOf(operation.body, body);
  return [...missing, ...wrong, ...unauthorized, ...ofBody];
}
