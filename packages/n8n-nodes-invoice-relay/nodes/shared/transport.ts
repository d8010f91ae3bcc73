import type { Transport } from '@invoice-relay/core/source';
import type { IAllExecuteFunctions, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

const defaultTimeoutMs = 60_000;

/**
 * Wraps n8n's `httpRequestWithAuthentication` as a `Transport`: bodies are sent and received byte
 * for byte, no status throws, redirects are not followed and header names are lowercased.
 *
 * Works in every kind of function: execute, webhook, hook, poll, load options.
 *
 * @param options.context the `this` of the node's function
 * @param options.credentialType credential type that n8n adds to each request
 * @param options.timeoutMs timeout per request in milliseconds; defaults to 60,000
 */
export function createTransport(options: {
  readonly context: IAllExecuteFunctions;
  readonly credentialType: string;
  readonly timeoutMs?: number;
}): Transport {
  const { context, credentialType, timeoutMs = defaultTimeoutMs } = options;
  return async ({ method, url, headers, body, signal }) => {
    signal?.throwIfAborted();
    const request: IHttpRequestOptions = {
      method: method as IHttpRequestMethods,
      url,
      headers: { ...headers },
      encoding: 'arraybuffer',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      timeout: timeoutMs,
    };
    if (body !== undefined) request.body = bytesToSend(body);
    if (signal !== undefined) request.abortSignal = signal;
    const answer = (await endingWith(
      signal,
      context.helpers.httpRequestWithAuthentication.call(context, credentialType, request),
    )) as FullResponse;
    return {
      status: answer.statusCode,
      headers: lowerCaseHeaders(answer.headers),
      body: receivedBytes(answer.body),
    };
  };
}

interface FullResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * Always bytes, because n8n's HTTP client trims and quotes text. Always a copy, because it sends a
 * view's entire underlying buffer.
 */
function bytesToSend(body: string | Uint8Array): Uint8Array {
  return new Uint8Array(typeof body === 'string' ? new TextEncoder().encode(body) : body);
}

/** n8n returns a Buffer; its stand-in in an evaluation returns JSON. */
function receivedBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body === undefined || body === null) return new Uint8Array();
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Joins multiple values of a header, such as `Set-Cookie`, with commas. */
export function lowerCaseHeaders(
  headers: FullResponse['headers'],
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      value === undefined || value === null
        ? undefined
        : Array.isArray(value)
          ? value.join(', ')
          : String(value),
    ]),
  );
}

/** Where n8n replaces our signal with its own, the request continues, but nothing waits for it. */
function endingWith<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  return new Promise<T>((resolve, reject) => {
    const end = () => reject(signal.reason as Error);
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
