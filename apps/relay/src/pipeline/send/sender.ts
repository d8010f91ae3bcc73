/** What an answer must be beside 2xx, for subscribers behind login pages that answer 200. */
export interface AnswerExpectation {
  /** A media type such as `application/json`; parameters of the answer's are left aside. */
  readonly contentType?: string | undefined;
  /** Text that the first 64 KiB of the body must hold. */
  readonly bodyIncludes?: string | undefined;
}

/** Names in lower case. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One HTTP request to a subscriber. */
export interface SendRequest {
  readonly url: string;
  /** All that the request says of itself; host, length and connection are added to it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is, text in UTF-8: what was signed. */
  readonly body: string | Uint8Array;
  readonly expect?: AnswerExpectation | undefined;
  /**
   * Called once, as soon as the outcome is known: from then on the subscriber only sends the rest
   * of its answer's body, which is read within limits. Not called when the body decides.
   */
  readonly onDecided?: (() => void) | undefined;
  /** Ends the attempt early, as when the relay stops. */
  readonly signal?: AbortSignal | undefined;
}

/** How it went. Never thrown: every attempt has an answer to record. */
export interface SendResult {
  /** The HTTP status; null if there was no response. */
  readonly status: number | null;
  /** What went wrong and how to fix it, for people; null when the subscriber has the event. */
  readonly error: string | null;
  /** Of the answer, as they came; null when none came. */
  readonly headers: AnswerHeaders | null;
  /** The first 1 KiB of the answer, as text, empty when it had no body; null when none came. */
  readonly response: string | null;
  /** What `Retry-After` asked for, in milliseconds from now, at most 24 h; null when it did not. */
  readonly retryAfterMs: number | null;
  /** The whole of it, the answer's body included. */
  readonly durationMs: number;
  /** True when the attempt was ended from our side, so that it says nothing about the subscriber. */
  readonly aborted: boolean;
  /** True when the time limit ended it. */
  readonly timedOut?: boolean;
}

export interface DeliverySender {
  /** Makes one attempt. Never rejects. */
  send(request: SendRequest): Promise<SendResult>;
  /** Ends attempts in flight as aborted and closes all connections; later ones are aborted too. */
  close(): Promise<void>;
}
