import type { ServerResponse } from 'node:http';

import { describe, expect, it, vi } from 'vitest';

import {
  heldResolver,
  makeSender,
  post,
  serveHttp,
} from '../../../test/support/http-sender-setup.ts';
import { ManualClock } from '../../../test/support/manual-clock.ts';
import { systemClock } from '../../shared/clock/clock.ts';

describe('the time limit', () => {
  it('covers the wait for a response', async () => {
    const clock = new ManualClock();
    const subscriber = await serveHttp(() => clock.advance(20_000));
    const result = await post(makeSender({ clock }), `http://hooks.test:${subscriber.port}/`);
    expect(result).toEqual({
      status: null,
      error: `hooks.test:${subscriber.port} received the request and did not respond within 20 s; a subscriber should respond first and do its work afterwards.`,
      headers: null,
      response: null,
      retryAfterMs: null,
      durationMs: 20_000,
      aborted: false,
      timedOut: true,
    });
    await subscriber.allClosed();
  });

  it('leaves time until the last millisecond', async () => {
    const clock = new ManualClock();
    const subscriber = await serveHttp((_, response) => {
      clock.advance(19_999);
      response.end();
    });
    const result = await post(makeSender({ clock }), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({ status: 200, error: null, durationMs: 19_999 });
  });

  it('covers lookup and connecting, and nothing is sent too late', async () => {
    const clock = new ManualClock();
    const subscriber = await serveHttp((_, response) => response.end());
    const { resolve, asked, answer } = heldResolver();
    const sender = makeSender({ clock, resolve });
    const url = `http://hooks.test:${subscriber.port}/`;
    const late = post(sender, url);
    await asked;
    clock.advance(20_000);
    expect(await late).toMatchObject({
      status: null,
      error: `No connection to hooks.test:${subscriber.port} could be established within 20 s; check that it is running and that no firewall is in between.`,
      durationMs: 20_000,
      aborted: false,
    });

    answer(['127.0.0.1']);
    expect(await post(sender, url)).toMatchObject({ status: 200 });
    expect(subscriber.requests).toHaveLength(1);
  });

  it('ends a body that trickles, and the status counts', async () => {
    const clock = new ManualClock();
    let trickling: ServerResponse | undefined;
    const subscriber = await serveHttp((_, response) => {
      trickling = response;
      response.write('drip');
    });
    const { promise: decided, resolve: decide } = Promise.withResolvers<void>();
    const sending = makeSender({ clock, timeoutMs: 300 }).send({
      url: `http://hooks.test:${subscriber.port}/`,
      headers: {},
      body: '{}',
      onDecided: decide,
    });
    await decided;
    for (let drop = 1; drop <= 30; drop += 1) {
      trickling?.write('.');
      await new Promise(setImmediate);
      clock.advance(10);
    }
    const result = await sending;
    expect(result).toMatchObject({ status: 200, error: null, aborted: false, durationMs: 300 });
    expect(result.response).toMatch(/^drip\.+$/);
    await subscriber.allClosed();
  });

  it('is shorter for the body, once the status has decided', async () => {
    const clock = new ManualClock();
    const decided = vi.fn<() => void>();
    const subscriber = await serveHttp((_, response) => response.write('first words'));
    const sender = makeSender({ clock });
    const result = sender.send({
      url: `http://hooks.test:${subscriber.port}/`,
      headers: {},
      body: '{}',
      onDecided: decided,
    });
    await expect.poll(() => decided.mock.calls.length).toBe(1);
    clock.advance(5_000);
    expect(await result).toMatchObject({ status: 200, error: null, durationMs: 5_000 });
    await subscriber.allClosed();
  });

  it('covers headers that trickle', async () => {
    const subscriber = await serveHttp((request) => {
      const drip = setInterval(() => request.socket.write('x-drip: drop\r\n'), 5);
      request.socket.on('close', () => clearInterval(drip));
      request.socket.write('HTTP/1.1 200 OK\r\n');
    });
    const sender = makeSender({ clock: systemClock, timeoutMs: 300 });
    const result = await post(sender, `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({ status: null, error: expect.stringMatching('within 0.3 s') });
    await subscriber.allClosed();
  });
});

describe('an attempt aborted from our side', () => {
  const aborted = {
    status: null,
    error: 'The relay ended the attempt before a response arrived.',
    aborted: true,
  };

  it('sends nothing when aborted before it begins', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const url = `http://hooks.test:${subscriber.port}/`;
    expect(await post(makeSender(), url, { signal: AbortSignal.abort() })).toMatchObject(aborted);
    expect(subscriber.connections).toHaveLength(0);
  });

  it('ends at once while connecting, and is never sent', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const { resolve, asked, answer } = heldResolver();
    const sender = makeSender({ resolve });
    const url = `http://hooks.test:${subscriber.port}/`;
    const controller = new AbortController();
    const result = post(sender, url, { signal: controller.signal });
    await asked;
    controller.abort();
    expect(await result).toMatchObject(aborted);
    answer(['127.0.0.1']);
    expect(await post(sender, url)).toMatchObject({ status: 200 });
    expect(subscriber.requests).toHaveLength(1);
  });

  it('ends at once while the subscriber works', async () => {
    const controller = new AbortController();
    const subscriber = await serveHttp(() => controller.abort());
    const url = `http://hooks.test:${subscriber.port}/`;
    expect(await post(makeSender(), url, { signal: controller.signal })).toMatchObject(aborted);
    await subscriber.allClosed();
  });

  it('does not affect the next one with the same open signal', async () => {
    const controller = new AbortController();
    const subscriber = await serveHttp((_, response) => response.end());
    const sender = makeSender();
    const url = `http://hooks.test:${subscriber.port}/`;
    const signal = controller.signal;
    expect(await post(sender, url, { signal })).toMatchObject({ status: 200 });
    controller.abort();
    expect(await post(sender, url)).toMatchObject({ status: 200 });
    expect(subscriber.connections).toHaveLength(1);
  });
});

describe('closing', () => {
  it('aborts what is in flight and accepts no more', async () => {
    const arrived = Promise.withResolvers<void>();
    const subscriber = await serveHttp(() => arrived.resolve());
    const sender = makeSender();
    const url = `http://hooks.test:${subscriber.port}/`;
    const inFlight = post(sender, url);
    await arrived.promise;
    await sender.close();
    expect(await inFlight).toMatchObject({ status: null, aborted: true });
    expect(await post(sender, url)).toMatchObject({ status: null, aborted: true });
    await subscriber.allClosed();
    expect(subscriber.connections).toHaveLength(1);
  });

  it('closes kept-alive connections, and may be called twice', async () => {
    const subscriber = await serveHttp((_, response) => response.end());
    const sender = makeSender();
    await post(sender, `http://hooks.test:${subscriber.port}/`);
    expect(subscriber.connections[0]?.closed).toBe(false);
    await sender.close();
    await sender.close();
    await subscriber.allClosed();
  });
});
