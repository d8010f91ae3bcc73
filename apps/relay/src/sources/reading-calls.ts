/** Calls of a source by the projector, which have to come back at once. */
export const readingCalls = ['parse', 'normalize', 'learn'] as const;
type ReadingCall = (typeof readingCalls)[number];

export interface Reading {
  /** The place of the source among those that are loaded. */
  readonly source: number;
  readonly call: ReadingCall;
}

/** Told of each such call, so that one that never comes back has a name. */
export interface ReadingListener {
  begins(reading: Reading): void;
  ends(): void;
}
