import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import { describe, expect, it, onTestFinished, vi } from 'vitest';

import { makeSender, post, serveHttp } from '../../../test/support/http-sender-setup.ts';
import { ManualClock } from '../../../test/support/manual-clock.ts';
import type { ResolveHost } from '../../outbound/resolve-host.ts';

describe('connections', () => {
  it('are kept for the next attempt, and so is the address', async () => {
    const subscriber = await serveHttp((_, response) => response.end('ok'));
    const resolve = vi.fn<ResolveHost>(async () => ['127.0.0.1']);
    const sender = makeSender({ resolve });
    for (let count = 1; count <= 5; count += 1) {
      expect(await post(sender, `http://hooks.test:${subscriber.port}/${count}`)).toMatchObject({
        status: 200,
      });
    }
    expect(subscriber.requests).toHaveLength(5);
    expect(subscriber.connections).toHaveLength(1);
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  it('are replaced after five minutes, so that DNS changes are followed', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const resolve = vi.fn<ResolveHost>(async () => ['127.0.0.1']);
    const clock = new ManualClock();
    const sender = makeSender({ resolve, clock });
    const url = `http://hooks.test:${subscriber.port}/`;
    await post(sender, url);
    clock.advance(5 * 60_000 + 1);
    await post(sender, url);
    expect(resolve).toHaveBeenCalledTimes(2);
    expect(subscriber.connections).toHaveLength(2);
    // Nobody knows how long ago it was opened.
    clock.advance(-3_600_000);
    await post(sender, url);
    expect(subscriber.connections).toHaveLength(3);
  });

  it('are not kept if the subscriber does not want it', async () => {
    const subscriber = await serveHttp((_, response) =>
      response.writeHead(200, { connection: 'close' }).end(),
    );
    const sender = makeSender();
    await post(sender, `http://hooks.test:${subscriber.port}/`);
    await post(sender, `http://hooks.test:${subscriber.port}/`);
    expect(subscriber.connections).toHaveLength(2);
  });

  it('use the next address when the first does not work', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const sender = makeSender({ resolve: async () => ['127.0.0.2', '127.0.0.1'] });
    expect(await post(sender, `http://hooks.test:${subscriber.port}/`)).toMatchObject({
      status: 200,
    });
  });

  it('carry one request at a time: a slow response holds up no other', async () => {
    const slow = Promise.withResolvers<ServerResponse>();
    const subscriber = await serveHttp((request, response) => {
      if (request.url === '/slow') slow.resolve(response);
      else response.end();
    });
    const sender = makeSender();
    const origin = `http://hooks.test:${subscriber.port}`;
    const slowResult = post(sender, `${origin}/slow`);
    const held = await slow.promise;

    const quick = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(sender, `${origin}/${index}`)),
    );
    expect(quick.map(({ status }) => status)).toEqual(Array(20).fill(200));

    held.end();
    expect(await slowResult).toMatchObject({ status: 200 });
  });

  it('are as many as simultaneous requests, and then the last used one', async () => {
    const held: ServerResponse[] = [];
    const subscriber = await serveHttp((_, response, count) => {
      if (count > 3) response.end();
      else held.push(response);
      if (count === 3) for (const each of held) each.end();
    });
    const sender = makeSender();
    const url = `http://hooks.test:${subscriber.port}/`;
    await Promise.all(Array.from({ length: 3 }, () => post(sender, url)));
    for (let count = 0; count < 5; count += 1) await post(sender, url);
    expect(subscriber.connections).toHaveLength(3);
    const later = subscriber.requests.slice(3).map(({ socket }) => socket);
    expect(new Set(later).size).toBe(1);
  });

  it('are not reused after a truncated body', async () => {
    const subscriber = await serveHttp((_, response, count) => {
      response.end(count === 1 ? 'x'.repeat(200_000) : 'ok');
    });
    const sender = makeSender();
    const url = `http://hooks.test:${subscriber.port}/`;
    expect(await post(sender, url)).toMatchObject({ status: 200, error: null });
    expect(await post(sender, url)).toMatchObject({ status: 200, response: 'ok' });
    expect(subscriber.connections).toHaveLength(2);
  });

  it('can be many with one signal', async () => {
    const warned = vi.fn<(warning: Error) => void>();
    process.on('warning', warned);
    onTestFinished(() => void process.off('warning', warned));
    const held: ServerResponse[] = [];
    const subscriber = await serveHttp((_, response) => {
      held.push(response);
      if (held.length === 60) for (const each of held) each.end();
    });
    const sender = makeSender();
    const { signal } = new AbortController();
    await Promise.all(
      Array.from({ length: 60 }, () =>
        post(sender, `http://hooks.test:${subscriber.port}/`, { signal }),
      ),
    );
    expect(subscriber.connections).toHaveLength(60);
    expect(warned).not.toHaveBeenCalled();
  });
});

describe('a kept-alive connection that the subscriber closed', () => {
  it('is noticed before it is used', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const sender = makeSender();
    const url = `http://hooks.test:${subscriber.port}/`;
    await post(sender, url);
    const [connection] = subscriber.connections;
    connection?.end();
    await once(connection!, 'close');
    expect(await post(sender, url)).toMatchObject({ status: 200, error: null });
    expect(subscriber.requests).toHaveLength(2);
  });

  it.each(['destroy', 'resetAndDestroy'] as const)(
    'just as a request was under way (%s): it is sent once more over a new one',
    async (close) => {
      const subscriber = await serveHttp((request, response, count) => {
        if (count === 2) request.socket[close]();
        else response.end(`answer ${count}`);
      });
      const sender = makeSender();
      const url = `http://hooks.test:${subscriber.port}/`;
      await post(sender, url);
      expect(await post(sender, url)).toMatchObject({ status: 200, response: 'answer 3' });
      expect(subscriber.requests.map(({ body }) => body)).toEqual(
        Array(3).fill('{"type":"invoice.paid"}'),
      );
      expect(subscriber.connections).toHaveLength(2);
    },
  );

  it('is replaced only once', async () => {
    const subscriber = await serveHttp((request, response, count) => {
      if (count === 1) response.end();
      else request.socket.destroy();
    });
    const sender = makeSender();
    const url = `http://hooks.test:${subscriber.port}/`;
    await post(sender, url);
    expect(await post(sender, url)).toMatchObject({
      status: null,
      error: expect.stringMatching('closed the connection before responding'),
    });
    expect(subscriber.requests).toHaveLength(3);
  });

  it('is not replaced once a response has begun', async () => {
    const subscriber = await serveHttp((request, response, count) => {
      if (count === 1) response.end();
      else request.socket.write('HTTP/1.1 20', () => request.socket.destroy());
    });
    const sender = makeSender();
    const url = `http://hooks.test:${subscriber.port}/`;
    await post(sender, url);
    expect(await post(sender, url)).toMatchObject({ status: null });
    expect(subscriber.requests).toHaveLength(2);
  });
});
