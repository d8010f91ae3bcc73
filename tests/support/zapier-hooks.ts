import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to a hook in the format of `bundle.rawRequest`. */
export interface RawRequest {
  readonly method: string;
  readonly querystring: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

/** Stands in for hooks.zapier.com: accepts requests for each Zap and responds immediately. */
export interface ZapierHooks extends AsyncDisposable {
  /** Returns a new URL for a Zap. */
  newTargetUrl(): string;
  /** The requests it received, oldest first. */
  received(targetUrl: string): readonly RawRequest[];
  /** Turns that Zap off permanently: 410. */
  gone(targetUrl: string): void;
}

export async function startZapierHooks(): Promise<ZapierHooks> {
  const received = new Map<string, RawRequest[]>();
  const gone = new Set<string>();
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (gone.has(path)) {
      response.writeHead(410).end();
      return;
    }
    received.get(path)?.push({
      method: request.method ?? '',
      querystring: '',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [cgiName(name), String(value)]),
      ),
      content: Buffer.concat(chunks).toString('utf8'),
    });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: 'success', id: randomUUID() }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pathOf = (targetUrl: string) => targetUrl.slice(origin.length);
  return {
    newTargetUrl() {
      const path = `/hooks/standard/1/${randomUUID()}/`;
      received.set(path, []);
      return `${origin}${path}`;
    },
    received: (targetUrl) => received.get(pathOf(targetUrl)) ?? [],
    gone: (targetUrl) => void gone.add(pathOf(targetUrl)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** `webhook-id` as `Http-Webhook-Id`, the format in which Zapier passes headers to apps. */
function cgiName(name: string): string {
  return `Http-${name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase())}`;
}
