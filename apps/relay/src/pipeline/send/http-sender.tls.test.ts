import { readFileSync } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { TLSSocket } from 'node:tls';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeSender, post, serve, serveHttp } from '../../../test/support/http-sender-setup.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/subscriber-test.${name}.pem`, import.meta.url), 'utf8');
const key = fixture('key');
const valid = { key, cert: fixture('cert') };
const expired = { key, cert: fixture('expired-cert') };

describe('a subscriber with TLS', () => {
  const authorities = getCACertificates('default');
  beforeAll(() => setDefaultCACertificates([...authorities, valid.cert, expired.cert]));
  afterAll(() => setDefaultCACertificates(authorities));

  it('is addressed by its name, although connected to by its address', async () => {
    const names: unknown[] = [];
    const subscriber = await serveHttp((request, response) => {
      names.push((request.socket as TLSSocket & { servername?: string }).servername);
      response.end('safe');
    }, valid);
    const sender = makeSender();
    const url = `https://subscriber.test:${subscriber.port}/`;
    expect(await post(sender, url)).toMatchObject({ status: 200, error: null, response: 'safe' });
    expect(await post(sender, url)).toMatchObject({ status: 200 });
    expect(names).toEqual(['subscriber.test', 'subscriber.test']);
    expect(subscriber.requests[0]?.headers.host).toBe(`subscriber.test:${subscriber.port}`);
    expect(subscriber.connections).toHaveLength(1);
  });

  it('gets a request once more after closing a kept-alive connection', async () => {
    const subscriber = await serveHttp((request, response, count) => {
      if (count === 2) request.socket.destroy();
      else response.end();
    }, valid);
    const sender = makeSender();
    const url = `https://subscriber.test:${subscriber.port}/`;
    await post(sender, url);
    expect(await post(sender, url)).toMatchObject({ status: 200 });
    expect(subscriber.requests).toHaveLength(3);
  });

  it('gets it once after closing a new connection', async () => {
    const subscriber = await serveHttp((request) => request.socket.destroy(), valid);
    const result = await post(makeSender(), `https://subscriber.test:${subscriber.port}/`);
    expect(result.error).toMatch('closed the connection before responding');
    expect(subscriber.requests).toHaveLength(1);
  });

  it.each([
    ['https://other.test', valid, 'The TLS certificate of other.test:PORT was issued for another'],
    ['https://127.0.0.1', valid, 'The TLS certificate of 127.0.0.1:PORT was issued for another'],
    ['https://subscriber.test', expired, 'certificate of subscriber.test:PORT has expired'],
  ])('must have a matching certificate: %s', async (origin, tls, message) => {
    const subscriber = await serveHttp((_, response) => response.end(), tls);
    const result = await post(makeSender(), `${origin}:${subscriber.port}/secret-path`);
    expect(result.status).toBeNull();
    expect(result.error).toMatch(message.replace('PORT', String(subscriber.port)));
    expect(result.error).not.toMatch('secret-path');
    expect(subscriber.requests).toHaveLength(0);
  });
});

describe('a subscriber whose TLS cannot be trusted', () => {
  it('may have a self-signed certificate', async () => {
    const subscriber = await serveHttp((_, response) => response.end(), valid);
    const result = await post(makeSender(), `https://subscriber.test:${subscriber.port}/`);
    expect(result).toMatchObject({
      status: null,
      error: expect.stringMatching(/self-signed.*NODE_EXTRA_CA_CERTS/),
    });
    expect(subscriber.requests).toHaveLength(0);
  });

  it('may have no TLS at all', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const result = await post(makeSender(), `https://subscriber.test:${subscriber.port}/`);
    expect(result.error).toMatch(
      /No TLS connection .* could be established \(\w+\); .* begin the URL with http:\/\/ if it has none/,
    );
  });

  it('may close the connection during the handshake', async () => {
    const subscriber = await serve(createTcpServer((socket) => socket.destroy()));
    const result = await post(makeSender(), `https://subscriber.test:${subscriber.port}/`);
    expect(result.error).toMatch('closed the connection while it was being established');
  });

  it('may be contacted without TLS', async () => {
    const subscriber = await serveHttp((_, response) => response.end(), valid);
    const result = await post(makeSender(), `http://subscriber.test:${subscriber.port}/`);
    expect(result.status).toBeNull();
    expect(result.error).toMatch('should begin with https://');
  });
});
