import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import type { Random } from '../random.ts';

const statuses = [200, 200, 200, 204, 302, 400, 410, 429, 500, 503];

/**
 * A subscriber that responds with anything, and sometimes with nothing, to hostile subscriptions.
 */
export async function startSink(random: Random): Promise<AsyncDisposable & { url: string }> {
  const server = createServer((incoming, outgoing) => {
    incoming.on('error', () => {});
    outgoing.on('error', () => {});
    incoming.resume();
    void (async () => {
      if (random.chance(0.05)) await wait(random.integer(10, 3_000));
      if (random.chance(0.05)) return incoming.socket.destroy();
      const headers = random.chance(0.2)
        ? { 'retry-after': random.pick(['0', '-1', 'x', '9'.repeat(30), '3600']), location: '/x' }
        : {};
      outgoing.writeHead(random.pick(statuses), headers);
      return outgoing.end(random.bytes(random.chance(0.02) ? 200_000 : random.integer(0, 300)));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
