import type { ClientRuntime } from '@invoice-relay/core/source';

export interface EnvoiceClientOptions extends ClientRuntime {
  readonly credentials: {
    readonly authKey: string;
    readonly authSecret: string;
    /** Without `/api`; `https://www.envoice.in` unless told. */
    readonly baseUrl?: string | undefined;
  };
  /** How often a repeatable call is sent at most, from 1; 3 unless told. */
  readonly maxAttempts?: number | undefined;
}

export interface CallOptions {
  /** Ends the call, and waits between attempts; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Where a walk through the pages of a list stands, told after each page. */
export interface PageProgress {
  /** The page that came, from 1. */
  readonly page: number;
  /** How many items came so far. */
  readonly items: number;
  /** How many there are by Envoice's last word; null when it does not say. */
  readonly total: number | null;
}

export interface IterateOptions extends CallOptions {
  /** How many to ask for at a time, from 1; 100 unless told. */
  readonly pageSize?: number | undefined;
  readonly onProgress?: ((progress: PageProgress) => void) | undefined;
}
