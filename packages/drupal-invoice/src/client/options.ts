import type { ClientRuntime } from '@invoice-relay/core/source';
import type { InferInput } from 'valibot';

import type { drupalInvoiceCredentialsSchema } from '../credentials.ts';
import type { DrupalInvoice, ListedDrupalInvoice, NewDrupalInvoice } from '../model/index.ts';

export interface DrupalInvoiceClientOptions extends ClientRuntime {
  readonly credentials: InferInput<typeof drupalInvoiceCredentialsSchema>;
  /** The maximum number of attempts of a read, at least 1; 3 by default. A write is sent once. */
  readonly maxAttempts?: number | undefined;
  /** The IANA time zone of the site; only needed for numbers whose prefix contains the zone. */
  readonly timeZone?: string | undefined;
}

export interface CallOptions {
  /**
   * Aborts the call, including the waits between attempts; the call then rejects with the signal's
   * reason.
   */
  readonly signal?: AbortSignal | undefined;
}

/** Which invoice: its bare number, from 1, as the API expects it. */
export interface InvoiceReference {
  readonly id: number | string;
}

/** What to list, and in which order. */
export interface ListOptions extends CallOptions {
  /** Only invoices of this template. */
  readonly template?: string | undefined;
  /** Only invoices of this customer. */
  readonly customerNumber?: number | string | undefined;
  /**
   * Only invoices created then, by the site's clock. The site fills in missing parts from its
   * current date: a year alone means the current month of it. So a month needs a year, and a day
   * needs both.
   */
  readonly year?: number | undefined;
  /** From 1. */
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  /**
   * A column of the site's database: `n.nid` (the node), `ii.iid` (the bare number), `n.changed`.
   * Only the first two order every row, so with others a row may be returned twice or not at all
   * across pages.
   */
  readonly sort?: string | undefined;
  /** `desc` by default. */
  readonly order?: 'asc' | 'desc' | undefined;
  /** How many invoices to request at once, from 1; 100 by default. */
  readonly pageSize?: number | undefined;
}

/** The result of looking up an id. */
export type Lookup =
  | {
      readonly state: 'found';
      /**
       * Its amounts are not checked: {@link DrupalInvoice.items} may contain values that are not
       * numbers.
       */
      readonly invoice: DrupalInvoice;
      /** The JSON text of the invoice as the site wrote it, without anything around it. */
      readonly source: string;
      /**
       * When the site responded, from its own `Date` header: epoch milliseconds; null without one.
       */
      readonly answeredAt: number | null;
    }
  /** There is no such invoice (HTTP 404). */
  | { readonly state: 'absent' }
  /** There is one, but the user may not read its template (HTTP 403). */
  | { readonly state: 'forbidden' };

/** A new invoice. The site returns its id, and nothing else. */
export interface CreatedInvoice {
  readonly id: number;
}

export interface UpdateInput extends InvoiceReference {
  /**
   * Only what is to change: omitted members stay as they are, null empties a member, and `items`
   * replaces all existing items, unless it is empty: the module then keeps them.
   */
  readonly changes: NewDrupalInvoice;
  /** `changed` of the invoice as the caller knows it: if it differs by now, nothing is written. */
  readonly ifChangedIs?: string | undefined;
}

export interface Pdf {
  readonly bytes: Uint8Array;
  /** From the site, or derived from the id. Without any folder. */
  readonly fileName: string;
}

/** The API of the Invoice 7 module: every operation it has. */
export interface DrupalInvoiceClient {
  readonly invoices: {
    get(reference: InvoiceReference, options?: CallOptions): Promise<DrupalInvoice>;
    /** As a complete HTML page. */
    html(reference: InvoiceReference, options?: CallOptions): Promise<string>;
    pdf(reference: InvoiceReference, options?: CallOptions): Promise<Pdf>;
    /**
     * Iterates over the invoices as listed, page by page, each once. The list shows all invoices of
     * the site, including those that the user may not read in full.
     */
    list(options?: ListOptions): AsyncIterable<ListedDrupalInvoice>;
    /**
     * Returns one page, counted from 0, as the site returns it: past the end, the last page again.
     */
    page(options: ListOptions & { readonly page: number }): Promise<readonly ListedDrupalInvoice[]>;
    /** The same as `list`, one page at a time. */
    pages(options?: ListOptions): AsyncIterable<readonly ListedDrupalInvoice[]>;
    /**
     * Finds the invoice with this printed number (`20260007`), as listed; null if there is none.
     * The number must match that of the list exactly.
     */
    findByNumber(
      input: { readonly number: string },
      options?: CallOptions,
    ): Promise<ListedDrupalInvoice | null>;
    /**
     * Returns the bare number of an invoice that a user names by its printed or its bare number;
     * the printed number takes precedence. Null if it is neither.
     */
    resolve(input: { readonly idOrNumber: string }, options?: CallOptions): Promise<number | null>;
    /** Never retried automatically, as the site could end up with the invoice twice. */
    create(invoice: NewDrupalInvoice, options?: CallOptions): Promise<CreatedInvoice>;
    /**
     * Changes some members. The module only replaces whole invoices, so the invoice is read, merged
     * with the changes, read again right before the write, and written in full. If somebody else
     * changed it in the meantime, it is merged again.
     *
     * @returns the updated invoice; null if it was saved but could not be read again
     * @throws {DrupalInvoiceError} `invoice_changed`, `invoice_unreadable` (nothing is written
     * then)
     */
    update(input: UpdateInput, options?: CallOptions): Promise<DrupalInvoice | null>;
    /**
     * Like `get`, for callers that watch many invoices: an absent or forbidden one is a result, not
     * an error.
     */
    lookup(reference: InvoiceReference, options?: CallOptions): Promise<Lookup>;
  };
  /**
   * Checks that this is a site with the module's API and that it accepts the credentials: otherwise
   * rejects with an error that says how to fix it. With `writing`, also logs in and gets a token,
   * without saving anything.
   */
  test(options?: CallOptions & { readonly writing?: boolean }): Promise<{
    /** Whether the list contains an invoice. */
    readonly invoiceFound: boolean;
  }>;
}
