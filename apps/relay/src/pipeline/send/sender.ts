/** One HTTP request to a subscriber. */
export interface SendRequest {
  readonly url: string;
  /** All that the request says of itself; host, length and connection are added to it. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is, in UTF-8: what was signed. */
  readonly body: string;
  /** Ends the attempt early, as when the relay stops. */
  readonly signal?: AbortSignal;
}

/** How it went. Never thrown: every attempt has an answer to record. */
export interface SendResult {
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /** What went wrong and how to mend it, for people; null when the status is 2xx. */
  readonly error: string | null;
  /** The first 1 KiB of the answer, as text, empty when it had no body; null when none came. */
  readonly response: string | null;
  /** What `Retry-After` asked for, in milliseconds from now, not capped; null when it did not. */
  readonly retryAfterMs: number | null;
  readonly durationMs: number;
  /** True when the attempt was ended from our side, so that it says nothing about the subscriber. */
  readonly aborted: boolean;
}

export interface DeliverySender {
  /** Makes one attempt. Never rejects. */
  send(request: SendRequest): Promise<SendResult>;
  /** Ends attempts in flight as aborted and closes all connections; later ones are aborted too. */
  close(): Promise<void>;
}
