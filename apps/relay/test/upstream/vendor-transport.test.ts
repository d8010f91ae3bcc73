import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { VendorError } from '@invoice-relay/core/errors';
import { expect, test } from 'vitest';

import { createVendorAddressGuard } from '../../src/upstream/access/vendor-address-guard.ts';
import { createVendorTransport } from '../../src/upstream/access/vendor-transport.ts';

async function serve() {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    if (request.url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end();
    else response.setHeader('set-cookie', ['a=1', 'b=2']).end(`${request.method} ok`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const open = (privateNetworks: 'any' | string[], addresses: readonly string[] = ['127.0.0.1']) =>
  createVendorTransport({
    guard: createVendorAddressGuard({ privateNetworks }),
    resolve: async () => addresses,
  });

test('calls a vendor by name or address, and follows no redirect', async () => {
  await using server = await serve();
  const { transport, close } = open('any');
  const url = (host: string, path = '/') => `http://${host}:${server.port}${path}`;
  const answer = await transport({ method: 'POST', url: url('vendor.test'), body: 'x' });
  expect(answer).toMatchObject({ status: 200, headers: { 'set-cookie': 'a=1\nb=2' } });
  expect(Buffer.from(answer.body).toString()).toBe('POST ok');
  const moved = await transport({ method: 'GET', url: url('127.0.0.1', '/moved') });
  expect(moved).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
  expect(server.requests()).toBe(2);
  await close();
});

test.each([
  ['an address that is not allowed', '127.0.0.1', []],
  ['a name that leads to one', 'vendor.test', ['127.0.0.1']],
])('sends nothing to %s, and says why', async (_, host, addresses) => {
  await using server = await serve();
  const { transport, close } = open([], addresses);
  const sent = transport({ method: 'GET', url: `http://${host}:${server.port}/` });
  await expect(sent).rejects.toBeInstanceOf(VendorError);
  await expect(sent).rejects.toThrow(/RELAY_VENDOR_PRIVATE_NETWORKS/);
  expect(server.requests()).toBe(0);
  await close();
});

test('a metadata service is never called', async () => {
  const { transport, close } = open('any', ['169.254.169.254']);
  const sent = transport({ method: 'GET', url: 'http://vendor.test/latest/meta-data' });
  await expect(sent).rejects.toThrow(/link-local/);
  await close();
});
