import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';

import { All, Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';

import { Readiness } from '../../src/http/resources/health/readiness.ts';
import { Public } from '../../src/http/index.ts';
import { openTestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';

@Controller('hooks')
class HooksController {
  static received = 0;

  @All(':token')
  @Public()
  receive(@Req() request: FastifyRequest): { type: string | undefined; bytes: number[] | null } {
    HooksController.received += 1;
    const { body } = request;
    return {
      type: request.raw.headers['content-type'],
      bytes: Buffer.isBuffer(body) ? [...body] : null,
    };
  }
}

@Controller('buffers')
class BuffersController {
  @Get(':pace')
  @Public()
  async bytes(@Param('pace') pace: string): Promise<Buffer> {
    // Later than those that arrived at the same time.
    if (pace === 'slow') await setImmediate();
    return Buffer.from('bytes');
  }
}

@Controller('streams')
class StreamsController {
  @Get()
  @Public()
  stream(@Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write('data: first\n\n');
  }
}

const open = () =>
  openTestApp({ controllers: [HooksController, BuffersController, StreamsController] });

/** Talks to the relay over a socket, to send what no HTTP client would. */
async function dial(
  relay: Awaited<ReturnType<typeof open>>,
  /** Whether it goes on sending once the relay sends no more. */
  { allowHalfOpen = false } = {},
): Promise<Socket> {
  await relay.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = relay.app.getHttpServer().address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen });
  await once(socket, 'connect');
  return socket;
}

async function answerOf(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  // The relay may close while we are still sending: what it sent before counts.
  socket.on('error', () => {});
  await once(socket, 'close');
  return text;
}

test.each([
  ['application/json', '{"a":1}'],
  ['application/json', ''],
  ['application/json', 'no JSON'],
  ['text/plain', 'x'],
  ['multipart/form-data', 'x'],
  ['nonsense', 'x'],
  ['', 'x'],
])('ingest gets the bytes of any body: %s %s', async (type, payload) => {
  await using relay = await open();
  const answer = await relay.app.inject({
    method: 'POST',
    url: '/hooks/token',
    payload,
    headers: { 'content-type': type },
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ type, bytes: [...Buffer.from(payload)] });
});

test('ingest gets bytes that are not text, and a body without a content type', async () => {
  await using relay = await open();
  const payload = Buffer.from([0, 255, 0xc3, 0x28]);
  const answer = await relay.app.inject({ method: 'PUT', url: '/hooks/token', payload });
  expect(answer.json().bytes).toEqual([0, 255, 0xc3, 0x28]);
  const empty = await relay.app.inject({ method: 'POST', url: '/hooks/token' });
  expect(empty.json().bytes).toBe(null);
});

test('a body over 1 MiB is refused by its declared length, before it is sent', async () => {
  await using relay = await open();
  const socket = await dial(relay);
  socket.write('POST /hooks/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n');
  const answer = await answerOf(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toMatch(/connection: close/i);
  expect(answer).toContain('"code":"body_too_large"');
});

test('a body over 1 MiB without a Content-Length is cut off while it arrives', async () => {
  await using relay = await open();
  const socket = await dial(relay);
  const answer = answerOf(socket);
  socket.write('POST /hooks/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  for (let sent = 0; sent <= 16; sent += 1) socket.write(chunk);
  // It never ends, and the response comes nonetheless.
  expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
});

const mebibytes = 1024 * 1024;
/** More than fits into the buffers of both sides. */
const long = 16 * mebibytes;

test.each([
  [
    'its length is too large',
    `POST /hooks/token HTTP/1.1\r\nHost: x\r\nContent-Length: ${long}\r\n\r\n`,
    413,
  ],
  [
    'it turns out to be too large',
    `POST /hooks/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${long.toString(16)}\r\n`,
    413,
  ],
  [
    'its path cannot be read, if it keeps no connection',
    `GET /%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${long}\r\n\r\n`,
    400,
  ],
  [
    'its expectation cannot be met, if it keeps no connection',
    `POST /hooks/token HTTP/1.1\r\nHost: x\r\nExpect: x\r\nConnection: close\r\nContent-Length: ${long}\r\n\r\n`,
    417,
  ],
  [
    'the request is refused without it, if it keeps no connection',
    `POST /hooks/token HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nContent-Length: ${long}\r\n\r\n`,
    400,
  ],
])('a caller can send a body to its end before it learns that %s', async (_, head, status) => {
  await using relay = await open();
  const socket = await dial(relay);
  socket.write(head);
  const sent = Promise.withResolvers<void>();
  socket.write(Buffer.alloc(long, 0x20), (error) => (error ? sent.reject(error) : sent.resolve()));
  await sent.promise;
  expect(await answerOf(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
});

test('after a response that ends the connection, no further request on it is served', async () => {
  await using relay = await open();
  const socket = await dial(relay, { allowHalfOpen: true });
  const requests: IncomingMessage[] = [];
  relay.app.getHttpServer().on('request', (request) => requests.push(request));
  socket.write(`POST /hooks/token HTTP/1.1\r\nHost: x\r\nContent-Length: ${long}\r\n\r\n`);
  const [response] = await once(socket, 'data');
  expect(String(response)).toMatch(/^HTTP\/1\.1 413 /);
  socket.write(Buffer.alloc(long, 0x20));
  await until(() => expect(requests[0]?.complete).toBe(true));
  HooksController.received = 0;
  socket.end('POST /hooks/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx');
  await once(socket, 'close');
  expect(requests).toHaveLength(2);
  expect(HooksController.received).toBe(0);
});

test('a stop does not wait for callers that are still sending after their response', async () => {
  const relay = await open();
  const socket = await dial(relay);
  socket.write(`POST /hooks/token HTTP/1.1\r\nHost: x\r\nContent-Length: ${long}\r\n\r\n`);
  await once(socket, 'data');
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  await relay[Symbol.asyncDispose]();
  expect(await closed).toBeDefined();
});

test('a response to one of several requests at once begins with its "100 Continue"', async () => {
  await using relay = await open();
  const socket = await dial(relay);
  const head = (path: string, more = '') =>
    `GET /buffers/${path} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n${more}\r\n`;
  socket.write(head('slow') + head('2') + head('3', 'Connection: close\r\n'));
  const responses = (await answerOf(socket)).split(/(?<=\r\n\r\nbytes)/);
  expect(responses).toEqual(
    Array.from({ length: 3 }, () =>
      expect.stringMatching(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 [^]+\r\n\r\nbytes$/),
    ),
  );
});

test('exactly 1 MiB is accepted', async () => {
  await using relay = await open();
  const payload = Buffer.alloc(mebibytes, 1);
  const answer = await relay.app.inject({ method: 'POST', url: '/hooks/token', payload });
  expect(answer.json().bytes).toHaveLength(payload.length);
});

test.each([
  ['what is no HTTP', 'HELLO\r\n\r\n', 400, 'request_malformed'],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'headers_too_large',
  ],
])('%s gets a problem document too', async (_, request, status, code) => {
  await using relay = await open();
  const socket = await dial(relay);
  socket.write(request);
  const [head = '', body = ''] = (await answerOf(socket)).split('\r\n\r\n');
  expect(head).toContain(`HTTP/1.1 ${status} `);
  expect(head).toContain('Content-Type: application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ status, code });
});

test('input that is not HTTP ends a stream and adds nothing to it', async () => {
  await using relay = await open();
  const socket = await dial(relay);
  const answer = answerOf(socket);
  const streaming = once(socket, 'data');
  socket.write('GET /streams HTTP/1.1\r\nHost: x\r\n\r\n');
  await streaming;
  socket.write('HELLO\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 200 [^]*\r\n\r\n[^]*first/);
  expect(await answer).not.toContain('request_malformed');
});

test.each([
  ['Host', 'GET /hooks/token HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'host_missing'],
  [
    'an Expect that can be met',
    'POST /hooks/token HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx',
    417,
    'expectation_failed',
  ],
  [
    'a proxy',
    'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n',
    405,
    'method_not_allowed',
  ],
  [
    'TRACE',
    'TRACE /hooks/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    405,
    'method_not_allowed',
  ],
  [
    'WebSockets',
    'GET /hooks/token HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
    400,
    'upgrade_not_supported',
  ],
])(
  'a request that requires or lacks %s gets a problem document',
  async (_, request, status, code) => {
    await using relay = await open();
    const socket = await dial(relay);
    socket.write(request);
    const [head = '', body = ''] = (await answerOf(socket)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code });
  },
);

test('an offer to upgrade to HTTP/2, as some clients make it, is ignored', async () => {
  await using relay = await open();
  const socket = await dial(relay);
  socket.write(
    'POST /hooks/token HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\nContent-Length: 1\r\n\r\nx',
  );
  expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 200 /);
});

test('a caller that disconnects midway leaves no line in the log', async () => {
  await using relay = await open();
  const socket = await dial(relay);
  const requested = once(relay.app.getHttpServer(), 'request');
  socket.write('POST /hooks/token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
  const [request] = (await requested) as [NodeJS.EventEmitter];
  socket.destroy();
  await new Promise((resolve) => request.once('close', resolve));
  expect(relay.log).toEqual([]);
});

test('while it stops, work is refused and health still responds', async () => {
  await using relay = await open();
  relay.app.get(Readiness).stop();
  for (const url of ['/v1/api-keys', '/hooks/token']) {
    const answer = await relay.call({ url });
    expect(answer.json).toMatchObject({ status: 503, code: 'stopping' });
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.headers['connection']).toBe('close');
  }
  expect((await relay.call({ url: '/healthz', key: null })).status).toBe(200);
  expect((await relay.call({ url: '/metrics', key: null })).status).toBe(200);
});

test('responses carry the required headers, and none that reveal internals', async () => {
  await using relay = await open();
  const { headers } = await relay.call({
    url: '/v1/api-keys',
    headers: { origin: 'https://elsewhere.example' },
  });
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cache-control']).toBe('no-store');
  for (const name of ['x-powered-by', 'server', 'access-control-allow-origin']) {
    expect(headers[name]).toBe(undefined);
  }
});
