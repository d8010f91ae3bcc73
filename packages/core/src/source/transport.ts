/** One HTTP request of a source, sent by its host. */
export interface TransportRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** The response to one, whatever its status. Header names in lower case. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/**
 * How a source reaches its vendor. Passed in by the host (`fetch`, n8n's
 * `httpRequestWithAuthentication`, Zapier's `z.request`); only rejects if there was no response. A
 * `VendorError` of its own, which contains no secret, says why in the host's words and is passed
 * on.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;
