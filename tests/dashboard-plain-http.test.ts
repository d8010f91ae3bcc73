import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';

import { expect, test } from 'vitest';

import { openBrowser, openPage } from './support/dashboard/browser.ts';
import { openStage, signIn } from './support/dashboard/stage.ts';

/** An address of this machine that browsers trust no more than a remote one. */
const address = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

test.skipIf(address === undefined)(
  'a user on another machine, without https, signs in and subscribes',
  async () => {
    await using stage = await openStage();
    await using front = await openFront(Number(new URL(stage.relay.url).port));
    await using browser = await openBrowser();
    const origin = `http://${address}:${front.port}`;
    const { page, faults } = await openPage({ browser, origin });
    await signIn(page);
    expect(await page.evaluate('isSecureContext')).toBe(false);

    await page.goto('/subscriptions/new');
    await page.getByLabel('URL', { exact: true }).fill(stage.subscriber.url);
    await page.getByRole('button', { name: 'Subscribe', exact: true }).click();
    await page.getByRole('heading', { name: 'Subscribed', level: 1 }).waitFor();
    expect((await stage.api('GET', 'subscriptions')).data).toHaveLength(1);
    expect(faults).toEqual([]);
  },
);

/** Listens on a non-loopback address and forwards everything to a local port. */
async function openFront(port: number): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((socket) => {
    const relay = connect(port, '127.0.0.1');
    socket.pipe(relay).pipe(socket);
    socket.on('error', () => relay.destroy());
    relay.on('error', () => socket.destroy());
  });
  server.listen(0, address);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}
