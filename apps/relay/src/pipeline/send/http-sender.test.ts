import { createServer as createTcpServer } from 'node:net';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { makeSender, post, serve, serveHttp } from '../../../test/support/http-sender-setup.ts';
import { ManualClock } from '../../../test/support/manual-clock.ts';

describe('a request', () => {
  it('is sent as given, byte for byte', async () => {
    const subscriber = await serveHttp((_, response) => response.end('thanks'));
    const result = await makeSender({ userAgent: 'InvoiceRelay/1.2.3' }).send({
      url: `http://hooks.test:${subscriber.port}/in?token=1&x=%20#`,
      headers: { 'content-type': 'application/json', 'webhook-id': 'evt_1' },
      body: '{"total":"1 €"}',
    });

    expect(result).toEqual({
      status: 200,
      error: null,
      headers: expect.objectContaining({ 'content-length': '6' }),
      response: 'thanks',
      retryAfterMs: null,
      durationMs: 0,
      aborted: false,
    });
    const [request] = subscriber.requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: '/in?token=1&x=%20',
      httpVersion: '1.1',
      body: '{"total":"1 €"}',
    });
    expect(request?.headers).toEqual({
      host: `hooks.test:${subscriber.port}`,
      connection: 'keep-alive',
      'user-agent': 'InvoiceRelay/1.2.3',
      'content-type': 'application/json',
      'content-length': '17',
      'webhook-id': 'evt_1',
    });
  });

  it('uses no proxy from the environment', async () => {
    const proxy = await serveHttp((_, response) => response.end());
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const subscriber = await serveHttp((_, response) => response.end());

    await post(makeSender(), `http://hooks.test:${subscriber.port}/`);

    expect(subscriber.requests).toHaveLength(1);
    expect(proxy.connections).toHaveLength(0);
  });

  it('that cannot be made yields a result too', async () => {
    const result = await makeSender().send({
      url: 'http://hooks.test/',
      headers: { 'webhook-id': 'a\nb' },
      body: '',
    });
    expect(result).toMatchObject({
      status: null,
      error: 'The request to hooks.test failed (UND_ERR_INVALID_ARG).',
    });
    expect(await post(makeSender(), 'nonsense')).toMatchObject({
      status: null,
      error: expect.stringMatching('must be a complete http or https URL'),
    });
  });
});

describe('a response', () => {
  it.each([200, 201, 202, 204, 299])('of %i is a success', async (status) => {
    const subscriber = await serveHttp((_, response) => response.writeHead(status).end());
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({ status, error: null, response: '', aborted: false });
  });

  it.each([
    [300, '300 Multiple Choices; only 2xx means that it received the event.'],
    [304, '304 Not Modified; only 2xx means that it received the event.'],
    [400, '400 Bad Request; only 2xx means that it received the event.'],
    [404, '404 Not Found: nothing receives events at this URL; check it'],
    [410, '410 Gone: it wants no more events.'],
    [413, '413 Payload Too Large: the event is too large'],
    [429, '429 Too Many Requests: it is now sent fewer requests'],
    [500, '500 Internal Server Error: check the log of the subscriber.'],
    [502, '502 Bad Gateway: a proxy in front of the subscriber'],
    [503, '503 Service Unavailable: check the log of the subscriber.'],
    [599, '599: check the log of the subscriber.'],
  ])('of %i is a failure, and says what to do', async (status, said) => {
    const subscriber = await serveHttp((_, response) => response.writeHead(status).end());
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result.status).toBe(status);
    expect(result.error).toMatch(`The subscriber responded ${said}`);
  });

  it.each([301, 302, 303, 307, 308])('of %i is not followed', async (status) => {
    const other = await serveHttp((_, response) => response.end());
    const location = `http://other.test:${other.port}/secret-path`;
    const subscriber = await serveHttp((_, response) =>
      response.writeHead(status, { location }).end(),
    );
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result.status).toBe(status);
    expect(result.error).toMatch(
      `a redirect to other.test:${other.port}. Redirects are not followed`,
    );
    expect(result.error).not.toMatch('secret-path');
    expect(other.connections).toHaveLength(0);
  });

  it('may redirect without a location', async () => {
    const subscriber = await serveHttp((_, response) =>
      response.writeHead(302, { location: 'http://' }).end(),
    );
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result.error).toMatch('302 Found, a redirect. Redirects are not followed');
  });

  it('may be announced by 1xx', async () => {
    const subscriber = await serveHttp((_, response) => {
      response.writeProcessing();
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.end('done');
    });
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({ status: 200, error: null, response: 'done' });
  });

  it('says when to retry, in seconds or by date', async () => {
    const clock = new ManualClock();
    const date = new Date(clock.now() + 90_000).toUTCString();
    const subscriber = await serveHttp((_, response, count) =>
      // The subscriber's clock is the relay's: its own is that of the machine.
      response
        .writeHead(503, {
          'retry-after': count === 1 ? '120' : date,
          date: new Date(clock.now()).toUTCString(),
        })
        .end(),
    );
    const sender = makeSender({ clock });
    const url = `http://hooks.test:${subscriber.port}/`;
    expect(await post(sender, url)).toMatchObject({ status: 503, retryAfterMs: 120_000 });
    expect(await post(sender, url)).toMatchObject({ status: 503, retryAfterMs: 90_000 });
  });

  it('without an end is read up to 64 KiB, then the connection is cut', async () => {
    const subscriber = await serveHttp((_, response) => {
      const more = (): void => {
        while (response.write('x'.repeat(16 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({ status: 200, error: null, response: 'x'.repeat(1024) });
    await subscriber.allClosed();
  });

  it('that breaks off in the body counts by its status', async () => {
    const subscriber = await serveHttp((_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('only this', () => response.destroy());
    });
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({ status: 200, error: null, response: 'only this' });
  });

  it('with too many headers is refused', async () => {
    const subscriber = await serveHttp((_, response) =>
      response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end(),
    );
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({
      status: null,
      error: expect.stringMatching('more than 16 KiB of headers'),
    });
  });

  it.each([
    'SSH-2.0-OpenSSH_9.9\r\n',
    '\u0000\u0001\u0002',
    'HTTP/2 200 OK\r\n\r\n',
    'HTTP/1.1 000 Odd\r\ncontent-length: 0\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok',
  ])('that is not HTTP is reported as such: %j', async (bytes) => {
    const subscriber = await serve(
      createTcpServer((socket) => socket.once('data', () => socket.end(bytes))),
    );
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({
      status: null,
      response: null,
      error: `The response of hooks.test:${subscriber.port} is not valid HTTP; check the port, and whether the URL should begin with http:// or https://.`,
    });
  });

  it('that never comes because the connection is closed is not requested twice', async () => {
    const subscriber = await serveHttp((request) => request.socket.destroy());
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({
      status: null,
      error: expect.stringMatching('closed the connection before responding'),
    });
    expect(subscriber.requests).toHaveLength(1);
  });
});

describe('a subscriber that cannot be reached', () => {
  it('refuses the connection', async () => {
    const server = createTcpServer();
    const { port } = await serve(server);
    await new Promise((closed) => server.close(closed));
    const result = await post(makeSender(), `http://hooks.test:${port}/secret-path`);
    expect(result).toEqual({
      status: null,
      error: `hooks.test:${port} refused the connection; check that the subscriber is running and listening there.`,
      headers: null,
      response: null,
      retryAfterMs: null,
      durationMs: 0,
      aborted: false,
    });
  });

  it.each([
    ['ENOTFOUND', 'was not found in DNS'],
    ['EAI_AGAIN', 'could not be resolved'],
    ['ESERVFAIL', 'failed (ESERVFAIL)'],
  ])('has a name that resolves to %s', async (code, message) => {
    const resolve = async (): Promise<string[]> => {
      throw Object.assign(new Error('no'), { code });
    };
    const result = await post(makeSender({ resolve }), 'http://hooks.test/secret-path');
    expect(result).toMatchObject({ status: null, error: expect.stringMatching('hooks.test') });
    expect(result.error).toContain(message);
    expect(result.error).not.toContain('secret-path');
  });
});
