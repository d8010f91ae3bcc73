import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { VendorError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';
import type { AfterResponseMiddleware } from 'zapier-platform-core';

import { errorOf, inZapier } from '../test/support/in-zapier.ts';
import { startServer } from '../test/support/server.ts';
import { performing } from './perform.ts';

test('a step gets what was filled in, and the fields of the connection', async () => {
  const perform = performing(async ({ input, authData }) => ({ input, authData }));
  const bundle = { inputData: { name: 'Bob' }, authData: { authKey: 'key' } };
  expect(await inZapier(perform, { bundle })).toEqual({
    input: { name: 'Bob' },
    authData: { authKey: 'key' },
  });
});

test('no input is an empty form', async () => {
  const perform = performing(async ({ input, authData }) => ({ input, authData }));
  expect(await perform({} as never, {} as never)).toEqual({ input: {}, authData: {} });
});

test('converts our errors to Zapier’s', async () => {
  const perform = performing(async () => {
    throw new VendorError('vendor_not_found', 'There is no invoice 7.', { status: 404 });
  });
  expect(await errorOf(inZapier(perform))).toEqual({
    name: 'AppError',
    message: 'There is no invoice 7.',
    code: 'vendor_not_found',
    status: 404,
  });
});

test('an error from afterResponse takes precedence over the client’s', async () => {
  await using server = await startServer(() => ({ status: 401 }));
  const perform = performing(async ({ reach }) => {
    await reach.transport({ method: 'GET', url: server.url, headers: {} }).catch(() => {
      throw new VendorError('vendor_unreachable', 'No answer came.');
    });
    return {};
  });
  const afterResponse: AfterResponseMiddleware = (_, z) => {
    throw new z.errors.ExpiredAuthError('Reconnect.');
  };
  expect(await errorOf(inZapier(perform, { afterResponse }))).toEqual({
    name: 'ExpiredAuthError',
    message: 'Reconnect.',
  });
});

test('an app can explain errors in the terms of its forms', async () => {
  const perform = performing(
    async () => {
      throw new VendorError('vendor_refused', 'Duedate is wrong.', { status: 400 });
    },
    {
      explain: (error) =>
        error instanceof VendorError
          ? new VendorError(error.code, 'Due Date is wrong.', { status: error.status })
          : error,
    },
  );
  expect(await errorOf(inZapier(perform))).toMatchObject({ message: 'Due Date is wrong.' });
});

test('a step does not reuse the previous step’s connection, and changes use a new one', async () => {
  const used = new Map<Socket, string[]>();
  const server = createServer(({ method, url, socket }, response) => {
    const before = used.get(socket) ?? [];
    used.set(socket, [...before, `${method} ${url}`]);
    response.end('here');
  });
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stepOf = (name: string) =>
    performing(async ({ reach }) => {
      for (const method of ['GET', 'GET', 'POST', 'POST']) {
        const request = { method, url: `http://127.0.0.1:${port}/${name}`, headers: {} };
        await reach.transport({ ...request, ...(method === 'POST' ? { body: 'a' } : {}) });
      }
      return {};
    });
  try {
    await inZapier(stepOf('one'));
    await inZapier(stepOf('other'));
    expect([...used.values()]).toEqual([
      ['GET /one', 'GET /one'],
      ['POST /one'],
      ['POST /one'],
      ['GET /other', 'GET /other'],
      ['POST /other'],
      ['POST /other'],
    ]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test('a step leaves no connection open, whether it succeeds or fails', async () => {
  await using server = await startServer(() => ({ status: 200 }));
  const closed: Promise<unknown>[] = [];
  server.onConnection((socket) => closed.push(once(socket, 'close')));
  const stepOf = (failure?: Error) =>
    performing(async ({ reach }) => {
      await reach.transport({ method: 'GET', url: server.url, headers: {} });
      if (failure !== undefined) throw failure;
      return {};
    });
  await inZapier(stepOf());
  await errorOf(inZapier(stepOf(new Error('The step failed.'))));
  expect(closed).toHaveLength(2);
  await Promise.all(closed);
});
