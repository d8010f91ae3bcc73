import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A subscriber that counts received events, by id. */
export async function startSubscriber(options: { readonly status: number }): Promise<
  AsyncDisposable & {
    readonly url: string;
    readonly ids: ReadonlySet<string>;
    readonly requests: () => number;
    /** Waits until this many distinct events have arrived, or no new one for a while. */
    waitFor(count: number): Promise<void>;
  }
> {
  const ids = new Set<string>();
  let requests = 0;
  const server = createServer((incoming, outgoing) => {
    requests += 1;
    incoming.resume();
    incoming.once('end', () => {
      ids.add(String(incoming.headers['webhook-id']));
      outgoing.writeHead(options.status).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    ids,
    requests: () => requests,
    async waitFor(count) {
      for (let quiet = 0, before = -1; ids.size < count && quiet < 500; quiet += 1) {
        if (ids.size !== before) quiet = 0;
        before = ids.size;
        await setTimeout(20);
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
