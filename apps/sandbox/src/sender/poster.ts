import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** What came of one HTTP request: a status, or why there is none. */
export type PostResult =
  | { readonly status: number; readonly error: null }
  | { readonly status: null; readonly error: string };

/** More of an answer than this is not read. */
const answerLimit = 65_536;

/**
 * Posts to URLs over kept-alive connections. Redirects are not followed: what counts is the
 * status of the URL that was registered.
 */
export class Poster {
  // An idle connection is dropped before a receiver is likely to drop it.
  readonly #http = new HttpAgent({ keepAlive: true, timeout: 4_000 });
  readonly #https = new HttpsAgent({ keepAlive: true, timeout: 4_000 });
  readonly #timeoutMs: number;

  /** @param options.timeoutMs for one request, from the first byte sent to the last received */
  constructor(options: { readonly timeoutMs: number }) {
    this.#timeoutMs = options.timeoutMs;
  }

  /** Never rejects: having no answer is a result. */
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
      request.destroy(new Error(`no complete answer within ${this.#timeoutMs} ms`));
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

/** Reads the answer to its end, so that the connection can be used again. */
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
  if (error instanceof AggregateError && error.errors[0] instanceof Error) {
    return error.errors[0].message;
  }
  return error.message;
}
