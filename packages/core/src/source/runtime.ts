import type { Transport } from './transport.ts';

/** The runtime, passed in, so that a source is pure and its tests need no clock. */
export interface SourceOptions {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * What a client of a vendor's API needs of the runtime: the same, and a transport to the vendor.
 */
export interface ClientRuntime extends SourceOptions {
  readonly transport: Transport;
}
