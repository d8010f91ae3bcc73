import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

import { codesOf } from '@invoice-relay/core/http';

/** The result of one HTTP request: a status, or why there is none. */
export type PostResult =
  | { readonly status: number; readonly error: null }
  | { readonly status: null; readonly error: string };

/** Maximum number of response bytes read. */
const answerLimit = 65_536;

/**
 * Posts to URLs over keep-alive connections. Redirects are not followed: the status of the
 * registered URL counts.
 */
export class Poster {
  // Idle connections are closed before a receiver is likely to close them.
  readonly #http = new HttpAgent({ keepAlive: true, timeout: 4_000 });
  readonly #https = new HttpsAgent({ keepAlive: true, timeout: 4_000 });
  readonly #timeoutMs: number;

  /** @param options.timeoutMs for one request, from the first byte sent to the last received */
  constructor(options: { readonly timeoutMs: number }) {
    this.#timeoutMs = options.timeoutMs;
  }

  /** Never rejects: no response is a result too. */
  post(options: {
    readonly url: string;
    readonly body: Uint8Array;
    readonly signal: AbortSignal;
  }): Promise<PostResult> {
    const { promise, resolve } = Promise.withResolvers<PostResult>();
    const secure = options.url.startsWith('https:');
    const request = (secure ? httpsRequest : httpRequest)(options.url, {
      method: 'POST',
      agent: secure ? this.#https : this.#http,
      signal: options.signal,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': options.body.byteLength,
        'user-agent': 'Envoice-Sandbox',
      },
    });
    const timer = setTimeout(() => {
      request.destroy(new Error(`no complete response within ${this.#timeoutMs} ms`));
    }, this.#timeoutMs);
    const settle = (result: PostResult) => {
      clearTimeout(timer);
      resolve(result);
    };
    request.on('error', (error) => settle({ status: null, error: describe(error) }));
    request.on('response', (response) => drain({ response, settle }));
    request.end(options.body);
    return promise;
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

/** Reads the response to its end, so that the connection can be reused. */
function drain(options: {
  readonly response: IncomingMessage;
  readonly settle: (result: PostResult) => void;
}): void {
  const { response, settle } = options;
  let size = 0;
  const answered = () => settle({ status: response.statusCode ?? 0, error: null });
  response.on('data', (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size <= answerLimit) return;
    answered();
    response.destroy();
  });
  response.on('end', answered);
  response.on('error', (error) => settle({ status: null, error: describe(error) }));
}

function describe(error: Error): string {
  // A host with several addresses fails with one error per address, and no message of its own.
  return error.message || (codesOf(error)[0] ?? error.name);
}
