import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import type { Transport } from '@invoice-relay/core/source';
import type { ZObject } from 'zapier-platform-core';

/**
 * The time limit for all requests of a step together, in milliseconds: less than the 30 seconds
 * that Zapier gives a step, so that the error is ours and says what may have been done.
 */
const stepMs = 28_000;
/**
 * The minimum time left for sending something that may change data, in milliseconds. Zapier runs a
 * step again that it has ended, so what may not finish in time is not started.
 */
const writeMs = 10_000;

/** A transport to other servers, and Zapier's own error, if any. */
export interface Reach {
  readonly transport: Transport;
  /**
   * Zapier's own error that ended a request: `afterResponse` threw it, or too little time was left.
   * To a client it looks like a missing response.
   */
  readonly raised: () => Error | undefined;
  /** Closes its connections. */
  readonly close: () => void;
}

/**
 * Zapier's `z.request` as our `Transport`: the body arrives byte for byte, any status is a
 * response, unless `afterResponse` turns it into an error, redirects are not followed, header names
 * are in lower case.
 *
 * @param options.now milliseconds since the Unix epoch
 */
export function createReach(z: ZObject, { now = Date.now } = {}): Reach {
  let raised: Error | undefined;
  // For this step only. Connections that Zapier keeps open between steps may have been closed by
  // the server while the machine slept.
  const kept = {
    http: new HttpAgent({ keepAlive: true }),
    https: new HttpsAgent({ keepAlive: true }),
  };
  // Requests that change data use a new connection: if an idle one is closed at that moment, nobody
  // knows whether the request has arrived.
  const fresh = { http: new HttpAgent(), https: new HttpsAgent() };
  const endsAt = now() + stepMs;
  const transport: Transport = async ({ method, url, headers, body, signal }) => {
    signal?.throwIfAborted();
    const leftMs = endsAt - now();
    if (method !== 'GET' && leftMs < writeMs) {
      raised = new z.errors.Error(
        'The data that this step needs arrived so slowly that too little of Zapier’s 30 seconds was left to make the next change. Run the step again.',
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
      // The client reads how long to wait, and says which service was called too often.
      throwForThrottlingEarly: false,
      // Zapier takes 0 for no limit at all.
      timeout: Math.max(1, leftMs),
      ...(body === undefined ? {} : { body: isForm(headers) ? textOf(body) : Buffer.from(body) }),
    };
    const response = await z.request(request).catch((thrown: unknown) => {
      if (isOfZapier(thrown)) raised = thrown;
      throw thrown;
    });
    const received: Record<string, string | undefined> = {};
    response.headers.forEach((value, name) => {
      received[name] = value;
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

/**
 * Bodies are bytes, as Zapier rejects text with {{bundle.…}} or {{process.…}} in it. But of the
 * bytes of a form it would make another form, with a field for each. A form contains no braces:
 * they are percent-encoded.
 */
function isForm(headers: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(headers).some(
    ([name, value]) =>
      name.toLowerCase() === 'content-type' && value === 'application/x-www-form-urlencoded',
  );
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
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
function isOfZapier(thrown: unknown): thrown is Error {
  return thrown instanceof Error && names.has(thrown.name);
}
