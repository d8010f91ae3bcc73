import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { expect, test } from 'vitest';

import { choosePort } from './ports.ts';

const host = '127.0.0.1';

test('uses the preferred port if it is free, and another one otherwise', async () => {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  const { port: preferred } = server.address() as AddressInfo;

  const moved = await choosePort({ host, preferred });
  expect(moved.moved).toBe(true);
  expect(moved.port).not.toBe(preferred);

  server.close();
  await once(server, 'close');
  expect(await choosePort({ host, preferred })).toEqual({ port: preferred, moved: false });
});
