import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A subscriber that can be broken and repaired. */
export interface Subscriber extends AsyncDisposable {
  readonly url: string;
  /** Sets the response to all further requests. */
  answer(answer: { readonly status: number; readonly body: string }): void;
  /** The types of accepted events, oldest first. */
  readonly taken: readonly string[];
}

export async function startSubscriber(): Promise<Subscriber> {
  const taken: string[] = [];
  let answer = { status: 200, body: 'thank you' };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (answer.status < 300) taken.push(JSON.parse(Buffer.concat(chunks).toString()).type);
    response.writeHead(answer.status, { 'content-type': 'text/plain' }).end(answer.body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/books`,
    taken,
    answer(next) {
      answer = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
