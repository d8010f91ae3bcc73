import type { Transport } from '@invoice-relay/core/source';

/** What this package needs of a `fetch`: those of Node, browsers and workers all work. */
export type FetchFunction = (
  url: string,
  init: {
    method: string;
    headers: Record<string, string>;
    body?: string | Uint8Array<ArrayBuffer>;
    redirect: 'manual';
    signal: AbortSignal;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { forEach(use: (value: string, name: string) => void): void };
  arrayBuffer(): Promise<ArrayBuffer>;
}>;

/**
 * A transport over `fetch`. Redirects are not followed: they would send the API key along.
 *
 * @param options.fetch such as the global one
 * @param options.timeoutMs for one call, until its response is complete; 30 seconds by default
 */
export function fetchTransport(options: {
  readonly fetch: FetchFunction;
  readonly timeoutMs?: number;
}): Transport {
  // As a variable, not as a method of `options`: a browser's fetch depends on its `this`.
  const { fetch: send, timeoutMs = 30_000 } = options;
  return async ({ method, url, headers = {}, body, signal }) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const response = await send(url, {
      method,
      headers: { ...headers },
      redirect: 'manual',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : body.slice() }),
    });
    const received: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      received[name.toLowerCase()] = value;
    });
    return {
      status: response.status,
      headers: received,
      body: new Uint8Array(await response.arrayBuffer()),
    };
  };
}
