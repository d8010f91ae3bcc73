/** Calls of a source by the projector, which must return immediately. */
export const readingCalls = ['parse', 'normalize', 'learn'] as const;
type ReadingCall = (typeof readingCalls)[number];

export interface Reading {
  /** The index of the source among those that are loaded. */
  readonly source: number;
  readonly call: ReadingCall;
}

/** Notified of each such call, so that one that never returns can be named. */
export interface ReadingListener {
  begins(reading: Reading): void;
  ends(): void;
}
