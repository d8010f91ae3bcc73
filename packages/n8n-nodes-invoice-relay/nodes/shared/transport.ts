import type { Transport } from '@invoice-relay/core/source';
import type { IAllExecuteFunctions, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';

const defaultTimeoutMs = 60_000;

/**
 * n8n's `httpRequestWithAuthentication` as our `Transport`: the body goes out and comes in byte for
 * byte, any status is an answer, redirects are not followed, header names are in lower case.
 *
 * Works in every kind of function: execute, webhook, hook, poll, load options.
 *
 * @param options.context the `this` of the node's function
 * @param options.credentialType the name of the credential type that n8n adds to each request
 * @param options.timeoutMs for one request, in milliseconds; 60,000 unless given
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
 * Always bytes, as n8n's HTTP client trims and quotes text. And always a copy, as it sends the whole
 * memory that a view looks into.
 */
function bytesToSend(body: string | Uint8Array): Uint8Array {
  return new Uint8Array(typeof body === 'string' ? new TextEncoder().encode(body) : body);
}

/** What n8n gives is a Buffer; what stands in for it in an evaluation is JSON. */
function receivedBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (body === undefined || body === null) return new Uint8Array();
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Several values of one header, such as `Set-Cookie`, become one text with commas. */
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

/** Where n8n puts a signal of its own in place of ours, the request goes on, but nobody waits. */
function endingWith<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  return new Promise<T>((resolve, reject) => {
    const end = () => reject(signal.reason as Error);
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
