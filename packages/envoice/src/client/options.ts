import type { ClientRuntime } from '@invoice-relay/core/source';

export interface EnvoiceClientOptions extends ClientRuntime {
  readonly credentials: {
    readonly authKey: string;
    readonly authSecret: string;
    /** Without `/api`; `https://www.envoice.in` by default. */
    readonly baseUrl?: string | undefined;
  };
  /** The maximum number of attempts of a repeatable call, at least 1; 3 by default. */
  readonly maxAttempts?: number | undefined;
}

export interface CallOptions {
  /**
   * Aborts the call, including the waits between attempts; the call then rejects with the signal's
   * reason.
   */
  readonly signal?: AbortSignal | undefined;
}

/** The progress of a walk through the pages of a list, reported after each page. */
export interface PageProgress {
  /** The page that was read, from 1. */
  readonly page: number;
  /** The number of items so far. */
  readonly items: number;
  /** The latest total stated by Envoice; null if it does not say. */
  readonly total: number | null;
}

export interface IterateOptions extends CallOptions {
  /** How many to request at a time, from 1; 100 by default. */
  readonly pageSize?: number | undefined;
  readonly onProgress?: ((progress: PageProgress) => void) | undefined;
}
