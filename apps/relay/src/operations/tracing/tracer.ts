/** What a span says of what it covers: ids, outcomes and counts alone. Nothing that is secret. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** Something that takes a while, as a part of a trace. */
export interface Span {
  /**
   * The W3C trace context by which others go on from here; null without tracing. It has the
   * sampler's decision in it, so that a trace is exported whole or not at all.
   */
  readonly traceparent: string | null;
  set(attributes: SpanAttributes): void;
  /** Ends it, once. One that is never ended is never exported. */
  end(options?: {
    readonly attributes?: SpanAttributes;
    /** True when it failed. Why is in the log: texts of errors may hold what must not leave. */
    readonly error?: boolean;
    /** Epoch milliseconds; left out, now. */
    readonly at?: number;
  }): void;
}

export interface SpanOptions {
  /** The trace context (`traceparent`) that it goes on from; a trace of its own without one. */
  readonly parent?: string | null | undefined;
  /** A trace context that somebody else named: linked to where it is one, and trusted in nothing. */
  readonly link?: string | undefined;
  /** `server`: answers a request. `client`: makes one. */
  readonly kind?: 'server' | 'client';
  readonly attributes?: SpanAttributes;
  /** Epoch milliseconds; left out, now. */
  readonly at?: number;
}

/** What became of spans, since the start. */
export interface SpanCounts {
  /** A collector took them. */
  readonly exported: number;
  /** No collector took them in time. */
  readonly failed: number;
  /** Too many waited to be exported. */
  readonly dropped: number;
}

/** Tells how long what takes, from one activity's receipt to its attempts. */
export interface Tracer {
  /** Undefined when tracing is off. */
  readonly counts: SpanCounts | undefined;
  start(name: string, options?: SpanOptions): Span;
  /** Exports what has ended, for a second at the most. Never rejects. */
  close(): Promise<void>;
}

const noSpan: Span = { traceparent: null, set: () => {}, end: () => {} };

/** Tracing is off. */
export const noTracer: Tracer = { counts: undefined, start: () => noSpan, close: async () => {} };
