import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import type { Transport } from '@invoice-relay/core/source';
import type { ZObject } from 'zapier-platform-core';

/**
 * How long all requests of a step may take together, in milliseconds: less than the 30 seconds that
 * Zapier gives a step, so that the error is ours and says what may have been done.
 */
const stepMs = 28_000;
/**
 * How much of that is left at least when something is sent that may change something, in
 * milliseconds. Zapier runs a step again that it has ended, so what may not be finished in time is
 * not begun.
 */
const writeMs = 10_000;

/** A way to other servers, and what Zapier had against it. */
export interface Reach {
  readonly transport: Transport;
  /**
   * The error of Zapier's own that ended a request: `afterResponse` threw it, or too little time was
   * left. A client takes it for an answer that never came.
   */
  readonly raised: () => Error | undefined;
  /** Ends its connections. */
  readonly close: () => void;
}

/**
 * Zapier's `z.request` as our `Transport`: the body comes in byte for byte, any status is an answer,
 * unless `afterResponse` makes an error of it, redirects are not followed, header names are in
 * lower case.
 *
 * @param options.now milliseconds since the Unix epoch
 */
export function createReach(z: ZObject, { now = Date.now } = {}): Reach {
  let raised: Error | undefined;
  // Of this step alone. What Zapier keeps open from one to the next the server may have closed while
  // the machine slept.
  const kept = {
    http: new HttpAgent({ keepAlive: true }),
    https: new HttpsAgent({ keepAlive: true }),
  };
  // What changes something goes out on a new one: when one that waited is closed just then, nobody
  // knows whether it has arrived.
  const fresh = { http: new HttpAgent(), https: new HttpsAgent() };
  const endsAt = now() + stepMs;
  const transport: Transport = async ({ method, url, headers, body, signal }) => {
    signal?.throwIfAborted();
    const leftMs = endsAt - now();
    if (method !== 'GET' && leftMs < writeMs) {
      raised = new z.errors.Error(
        'What this step has to know came so slowly that too little of Zapier’s 30 seconds was left, so what was to be changed next was not begun. Run the step again.',
        'too_slow',
      );
      throw raised;
    }
    const request = {
      url,
      method: method as 'GET',
      agent: (method === 'GET' ? kept : fresh)[/^https:/i.test(url) ? 'https' : 'http'],
      headers: { ...headers },
      raw: true as const,
      redirect: 'manual' as const,
      skipThrowForStatus: true,
      // The client reads how long to wait, and says who was asked too often.
      throwForThrottlingEarly: false,
      // 0 is no limit at all to Zapier.
      timeout: Math.max(1, leftMs),
      // Bytes, as Zapier refuses text with {{bundle.…}} or {{process.…}} in it.
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    };
    const response = await z.request(request).catch((thrown: unknown) => {
      if (isOfZapier(thrown)) raised = thrown;
      throw thrown;
    });
    const received: Record<string, string | undefined> = {};
    response.headers.forEach((value, name) => {
      received[name.toLowerCase()] = value;
    });
    const { status } = response;
    return { status, headers: received, body: new Uint8Array(await response.buffer()) };
  };
  return {
    transport,
    raised: () => raised,
    close() {
      for (const { http, https } of [kept, fresh]) {
        http.destroy();
        https.destroy();
      }
    },
  };
}

const names: ReadonlySet<string> = new Set([
  'AppError',
  'ExpiredAuthError',
  'HaltedError',
  'RefreshAuthError',
  'ResponseError',
  'ThrottledError',
]);

/** Whether it is an error that Zapier itself knows how to handle. */
export function isOfZapier(thrown: unknown): thrown is Error {
  return thrown instanceof Error && names.has(thrown.name);
}
