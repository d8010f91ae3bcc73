/** The attributes of a span: only ids, outcomes and counts. Nothing secret. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** An operation with a duration, as part of a trace. */
export interface Span {
  /**
   * The W3C trace context with which others continue; null without tracing. It contains the
   * sampler's decision, so that a trace is exported completely or not at all.
   */
  readonly traceparent: string | null;
  set(attributes: SpanAttributes): void;
  /** Ends it, once. A span that is never ended is never exported. */
  end(options?: {
    readonly attributes?: SpanAttributes;
    /**
     * True if it failed. The reason is in the log: error messages may contain what must not leave
     * the machine.
     */
    readonly error?: boolean;
    /** Epoch milliseconds; defaults to now. */
    readonly at?: number;
  }): void;
}

export interface SpanOptions {
  /** The trace context (`traceparent`) to continue; without one, a new trace. */
  readonly parent?: string | null | undefined;
  /** A trace context from outside: linked to if valid, but not trusted. */
  readonly link?: string | undefined;
  /** `server`: handles a request. `client`: sends one. */
  readonly kind?: 'server' | 'client';
  readonly attributes?: SpanAttributes;
  /** Epoch milliseconds; defaults to now. */
  readonly at?: number;
}

/** The outcomes of spans since the start. */
export interface SpanCounts {
  /** A collector accepted them. */
  readonly exported: number;
  /** No collector accepted them in time. */
  readonly failed: number;
  /** Too many were waiting to be exported. */
  readonly dropped: number;
}

/** Records durations, from the receipt of an activity to its attempts. */
export interface Tracer {
  /** Undefined if tracing is off. */
  readonly counts: SpanCounts | undefined;
  start(name: string, options?: SpanOptions): Span;
  /** Exports what has ended, for at most a second. Never rejects. */
  close(): Promise<void>;
}

const noSpan: Span = { traceparent: null, set: () => {}, end: () => {} };

/** Tracing is off. */
export const noTracer: Tracer = { counts: undefined, start: () => noSpan, close: async () => {} };
