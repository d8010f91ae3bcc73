/** What a response must be, besides 2xx, for subscribers behind login pages that respond 200. */
export interface ResponseExpectation {
  /** A media type such as `application/json`; parameters of the response's are ignored. */
  readonly contentType?: string | undefined;
  /** Text that the first 64 KiB of the body must contain. */
  readonly bodyIncludes?: string | undefined;
}

/** Names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One HTTP request to a subscriber. */
export interface SendRequest {
  readonly url: string;
  /** The complete headers except host, length and connection, which are added. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as is, text in UTF-8: what was signed. */
  readonly body: string | Uint8Array;
  readonly expect?: ResponseExpectation | undefined;
  /**
   * Called once, as soon as the outcome is known: from then on the subscriber only sends the rest
   * of its response body, which is read within limits. Not called if the body decides.
   */
  readonly onDecided?: (() => void) | undefined;
  /** Aborts the attempt, as when the relay shuts down. */
  readonly signal?: AbortSignal | undefined;
}

/** The outcome. Never thrown: every attempt has a result to record. */
export interface SendResult {
  /** The HTTP status; null if there was no response. */
  readonly status: number | null;
  /**
   * What went wrong and how to fix it, human-readable; null if the subscriber received the event.
   */
  readonly error: string | null;
  /** Response headers, as received; null if there was no response. */
  readonly headers: ResponseHeaders | null;
  /**
   * The first 1 KiB of the response body as text, empty if it had none; null if there was no
   * response.
   */
  readonly response: string | null;
  /**
   * What `Retry-After` asked for, in milliseconds from now, at most 24 h; null if it was absent.
   */
  readonly retryAfterMs: number | null;
  /** The total, including the response body. */
  readonly durationMs: number;
  /** True if the attempt was ended from our side, so that it says nothing about the subscriber. */
  readonly aborted: boolean;
  /** True if the time limit ended it. */
  readonly timedOut?: boolean;
}

export interface DeliverySender {
  /** Makes one attempt. Never rejects. */
  send(request: SendRequest): Promise<SendResult>;
  /** Aborts attempts in flight and closes all connections; later attempts are aborted too. */
  close(): Promise<void>;
}
