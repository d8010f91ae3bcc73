import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';

import { onTestFinished } from 'vitest';

import { createAddressGuard } from '../../src/outbound/address-guard.ts';
import type { ResolveHost } from '../../src/outbound/resolve-host.ts';
import { createHttpSender } from '../../src/pipeline/send/http-sender.ts';
import type { HttpSenderOptions } from '../../src/pipeline/send/http-sender.ts';
import type { DeliverySender, SendResult } from '../../src/pipeline/send/sender.ts';
import { ManualClock } from './manual-clock.ts';

/** A server on loopback, for tests, which counts what it sees and ends with the test. */
export interface TestServer {
  readonly port: number;
  /** Every connection ever made to it. */
  readonly connections: readonly Socket[];
  /** Waits until all connections made so far are closed. */
  allClosed(): Promise<void>;
}

export async function serve(server: Server): Promise<TestServer> {
  const connections: Socket[] = [];
  const closings: Promise<unknown>[] = [];
  server.on('connection', (socket) => {
    connections.push(socket);
    closings.push(new Promise((closed) => socket.on('close', closed)));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of connections) socket.destroy();
    await closed;
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    allClosed: async () => void (await Promise.all(closings)),
  };
}

/**
 * A subscriber: keeps the requests with their bodies, then responds as configured, optionally over
 * TLS.
 */
export async function serveHttp(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
  tls?: { readonly key: string; readonly cert: string },
): Promise<TestServer & { readonly requests: readonly (IncomingMessage & { body?: string })[] }> {
  const requests: (IncomingMessage & { body?: string })[] = [];
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push(request);
    const count = requests.length;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests[count - 1]!.body = Buffer.concat(chunks).toString();
      answer(request, response, count);
    });
  };
  const server = tls === undefined ? createServer(onRequest) : createSecureServer(tls, onRequest);
  return { ...(await serve(server)), requests };
}

export const loopback = createAddressGuard({ allowPrivateNetworks: ['127.0.0.0/8'] });

/** A sender for tests: loopback is allowed, every name resolves to it, and time stands still. */
export function makeSender(options: Partial<HttpSenderOptions> = {}): DeliverySender {
  const sender = createHttpSender({
    guard: loopback,
    resolve: async () => ['127.0.0.1'],
    clock: new ManualClock(),
    ...options,
  });
  onTestFinished(() => sender.close());
  return sender;
}

/** A resolver that responds when the test says so. */
export function heldResolver(): {
  readonly resolve: ResolveHost;
  readonly asked: Promise<void>;
  readonly answer: (addresses: readonly string[]) => void;
} {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<readonly string[]>();
  const resolve: ResolveHost = () => {
    asked.resolve();
    return answer.promise;
  };
  return { resolve, asked: asked.promise, answer: answer.resolve };
}

/** Sends a small event, and lets undici reclaim the connection, which it does a turn later. */
export async function post(
  sender: DeliverySender,
  url: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<SendResult> {
  const result = await sender.send({
    url,
    headers: { 'content-type': 'application/json', 'webhook-id': 'evt_1' },
    body: '{"type":"invoice.paid"}',
    ...options,
  });
  await new Promise(setImmediate);
  return result;
}
