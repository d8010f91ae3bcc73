import type { Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';

import { describe, expect, it } from 'vitest';

import { makeSender, post, serve, serveHttp } from '../../../test/support/http-sender-setup.ts';

const final = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const early = 'HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n';

/** A subscriber that answers each request with these pieces, one write after the other. */
async function serveRaw(pieces: readonly string[]) {
  let requests = 0;
  const server = await serve(
    createTcpServer((socket: Socket) => {
      let seen = '';
      socket.on('data', async (chunk) => {
        seen += chunk.toString();
        if (!seen.endsWith('}')) return;
        seen = '';
        requests += 1;
        for (const piece of pieces) {
          await new Promise<void>((written) => socket.write(piece, () => written()));
          await new Promise(setImmediate);
        }
      });
    }),
  );
  return { ...server, requests: () => requests };
}

describe('interim responses are skipped', () => {
  it.each([
    ['100 Continue', ['HTTP/1.1 100 Continue\r\n\r\n', final]],
    ['103 Early Hints', [early, final]],
    ['several, in one piece with the answer', [`HTTP/1.1 100 Continue\r\n\r\n${early}${final}`]],
    ['byte by byte', [...`HTTP/1.1 100 Continue\r\nX: y\r\n\r\n${final}`]],
    ['none, byte by byte', [...final]],
  ])('%s', async (_name, pieces) => {
    const subscriber = await serveRaw(pieces);
    const sender = makeSender();
    for (let count = 1; count <= 3; count += 1) {
      expect(await post(sender, `http://hooks.test:${subscriber.port}/`)).toMatchObject({
        status: 200,
        error: null,
        response: 'ok',
      });
    }
    expect(subscriber.requests()).toBe(3);
    expect(subscriber.connections).toHaveLength(1);
  });

  it('as Node writes them, over TLS or not', async () => {
    const subscriber = await serveHttp((_, response) => {
      response.writeContinue();
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.end('done');
    });
    expect(await post(makeSender(), `http://hooks.test:${subscriber.port}/`)).toMatchObject({
      status: 200,
      response: 'done',
    });
  });

  it('but not an unrequested protocol switch', async () => {
    const subscriber = await serveRaw([
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
    ]);
    expect(await post(makeSender(), `http://hooks.test:${subscriber.port}/`)).toMatchObject({
      status: null,
    });
  });

  it('but not without end', async () => {
    let sent = 0;
    const subscriber = await serve(
      createTcpServer((socket) => {
        const flood = (): void => {
          while (socket.writable && socket.write(early.repeat(100))) sent += 1;
        };
        socket
          .once('data', flood)
          .on('drain', flood)
          .on('error', () => {});
      }),
    );
    const result = await post(makeSender(), `http://hooks.test:${subscriber.port}/`);
    expect(result).toMatchObject({
      status: null,
      error: expect.stringMatching('more than 16 KiB of headers'),
    });
    // Cut off, and not at the time limit.
    expect(result.durationMs).toBe(0);
    expect(sent).toBeGreaterThan(0);
  });

  it('a body that looks like one is a body', async () => {
    const text = 'HTTP/1.1 100 Continue\r\n\r\n';
    const subscriber = await serveRaw([
      `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n`,
      text,
    ]);
    expect(await post(makeSender(), `http://hooks.test:${subscriber.port}/`)).toMatchObject({
      status: 200,
      response: text,
    });
  });
});
