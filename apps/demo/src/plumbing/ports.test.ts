import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { expect, test } from 'vitest';

import { choosePort } from './ports.ts';

const host = '127.0.0.1';

test('a port that is taken gives way to a free one, and a free one is taken as it is', async () => {
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
