/** One HTTP request to a subscriber. */
export interface SendRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
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
  /** The first 1 KiB of the answer, as text. */
  readonly response: string | null;
  /** What `Retry-After` asked for, in milliseconds from now, not capped; null when it did not. */
  readonly retryAfterMs: number | null;
  readonly durationMs: number;
  /** True when the attempt was ended from our side, so that it says nothing about the subscriber. */
  readonly aborted: boolean;
}

export interface DeliverySender {
  send(request: SendRequest): Promise<SendResult>;
  /** Closes kept-alive connections. */
  close(): Promise<void>;
}
