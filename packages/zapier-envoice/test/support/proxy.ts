import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to Envoice. */
export interface Seen {
  readonly method: string;
  /** With the query: `/api/invoice/details?id=3`. */
  readonly path: string;
  /** As JSON; undefined if there is none. */
  readonly body: unknown;
}

/** A proxy between the app and the sandbox: it records requests, and can fail. */
export interface Proxy extends AsyncDisposable {
  /** For the connection: `http://127.0.0.1:…/envoice`. */
  readonly baseUrl: string;
  /** Since the last `reset`. */
  readonly seen: readonly Seen[];
  /** The request bodies of an operation: `bodiesOf('invoice/new')`. */
  bodiesOf(operation: string): readonly unknown[];
  /** Responds to an operation instead of the sandbox, until the next `reset`. */
  answer(operation: string, answer: { readonly status: number; readonly body: unknown }): void;
  /** The same for its next call only. */
  answerOnce(operation: string, answer: { readonly status: number; readonly body: unknown }): void;
  reset(): void;
}

/** @param target the sandbox's Envoice */
export async function startProxy(target: string): Promise<Proxy> {
  const seen: Seen[] = [];
  const answers = new Map<string, { readonly status: number; readonly body: unknown }>();
  const onceOnly = new Map<string, { readonly status: number; readonly body: unknown }>();
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString();
      const path = request.url!.replace(/^\/envoice/, '');
      const method = request.method!;
      seen.push({ method, path, body: text === '' ? undefined : JSON.parse(text) });

      const operation = operationOf(path);
      const own = onceOnly.get(operation) ?? answers.get(operation);
      onceOnly.delete(operation);
      if (own !== undefined) {
        response.writeHead(own.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(own.body));
        return;
      }
      const { 'x-auth-key': key, 'x-auth-secret': secret, 'content-type': type } = request.headers;
      const answer = await fetch(`${target}${path}`, {
        method,
        headers: {
          'x-auth-key': String(key),
          'x-auth-secret': String(secret),
          ...(type === undefined ? {} : { 'content-type': type }),
        },
        ...(text === '' ? {} : { body: text }),
      });
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? 'application/json',
      });
      response.end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  // On a slow machine it would close connections that are about to be used.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/envoice`,
    seen,
    bodiesOf: (operation) =>
      seen.filter(({ path }) => operationOf(path) === operation).map(({ body }) => body),
    answer: (operation, answer) => {
      answers.set(operation, answer);
    },
    answerOnce: (operation, answer) => {
      onceOnly.set(operation, answer);
    },
    reset() {
      seen.length = 0;
      onceOnly.clear();
      answers.clear();
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** `/api/invoice/details?id=3` as `invoice/details`. */
function operationOf(path: string): string {
  return path.replace(/^\/api\//, '').replace(/\?.*$/, '');
}
