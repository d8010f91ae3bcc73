import type { ClientRuntime } from '@invoice-relay/core/source';
import type { InferInput } from 'valibot';

import type { drupalInvoiceCredentialsSchema } from '../credentials.ts';
import type { DrupalInvoice, ListedDrupalInvoice, NewDrupalInvoice } from '../model/index.ts';

export interface DrupalInvoiceClientOptions extends ClientRuntime {
  readonly credentials: InferInput<typeof drupalInvoiceCredentialsSchema>;
  /** How often something is read at most, from 1; 3 unless told. A write is sent once. */
  readonly maxAttempts?: number | undefined;
  /** IANA, of the site; only for numbers whose prefix names the zone. */
  readonly timeZone?: string | undefined;
}

export interface CallOptions {
  /** Ends the call, and waits between attempts; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Which invoice: its bare number, from 1, as the API takes it. */
export interface InvoiceReference {
  readonly id: number | string;
}

/** What to list, and in which order. */
export interface ListOptions extends CallOptions {
  /** Only invoices of this template. */
  readonly template?: string | undefined;
  /** Only those of this customer. */
  readonly customerNumber?: number | string | undefined;
  /**
   * Only those that were made then, on the clock of the site. The site takes what is left out of its
   * present day: a year alone is its present month. So a month needs a year, and a day both.
   */
  readonly year?: number | undefined;
  /** From 1. */
  readonly month?: number | undefined;
  readonly day?: number | undefined;
  /**
   * A column of the site's database: `n.nid` (the node), `ii.iid` (the bare number), `n.changed`. Only
   * the first two order every row, so others may give a row twice or not at all over several pages.
   */
  readonly sort?: string | undefined;
  /** `desc` unless told. */
  readonly order?: 'asc' | 'desc' | undefined;
  /** How many invoices one request asks for, from 1; 100 unless told. */
  readonly pageSize?: number | undefined;
}

/** What is at an id. */
export type Lookup =
  | {
      readonly state: 'found';
      /** Its amounts are not checked: {@link DrupalInvoice.items} may hold what is no number. */
      readonly invoice: DrupalInvoice;
      /** The JSON text of the invoice as the site wrote it, without anything around it. */
      readonly source: string;
      /** When the site answered, by its own `Date`: milliseconds since the Unix epoch; null without. */
      readonly answeredAt: number | null;
    }
  /** There is none (HTTP 404). */
  | { readonly state: 'absent' }
  /** There is one, of a template that the user may not read (HTTP 403). */
  | { readonly state: 'forbidden' };

/** A new invoice. The site tells its id, and no more. */
export interface CreatedInvoice {
  readonly id: number;
}

export interface UpdateInput extends InvoiceReference {
  /**
   * What is to change, and nothing else: what is left out stays as it is. Null empties a member. Items
   * replace all that there are.
   */
  readonly changes: NewDrupalInvoice;
  /** `changed` of the invoice as the caller knows it: when it is another one by now, nothing is done. */
  readonly ifChangedIs?: string | undefined;
}

export interface Pdf {
  readonly bytes: Uint8Array;
  /** As the site names it, or made of the id. Without any folder. */
  readonly fileName: string;
}

/** The API of the Invoice 7 module: every operation that it has. */
export interface DrupalInvoiceClient {
  readonly invoices: {
    get(reference: InvoiceReference, options?: CallOptions): Promise<DrupalInvoice>;
    /** As a whole page. */
    html(reference: InvoiceReference, options?: CallOptions): Promise<string>;
    pdf(reference: InvoiceReference, options?: CallOptions): Promise<Pdf>;
    /**
     * Invoices as the list has them, page after page, each once. The list shows all invoices of the
     * site, those as well that the user may not read whole.
     */
    list(options?: ListOptions): AsyncIterable<ListedDrupalInvoice>;
    /** One page, counted from 0, as the site gives it: past the end, the last page again. */
    page(options: ListOptions & { readonly page: number }): Promise<readonly ListedDrupalInvoice[]>;
    /** The same as `list`, a page at a time. */
    pages(options?: ListOptions): AsyncIterable<readonly ListedDrupalInvoice[]>;
    /**
     * The invoice with this printed number (`20260007`), as the list has it; null without one. The
     * number is compared with that of the list, to the character.
     */
    findByNumber(
      input: { readonly number: string },
      options?: CallOptions,
    ): Promise<ListedDrupalInvoice | null>;
    /**
     * The bare number of an invoice that people name by its printed number, or by the bare one: the
     * printed number goes first. Null where it is neither.
     */
    resolve(input: { readonly idOrNumber: string }, options?: CallOptions): Promise<number | null>;
    /** Is never repeated by itself, as the site could then hold the invoice twice. */
    create(invoice: NewDrupalInvoice, options?: CallOptions): Promise<CreatedInvoice>;
    /**
     * Changes some members. The module only replaces invoices whole, so the invoice is read, merged
     * with the changes, read again right before the write, and written whole. When somebody else
     * changed it in between, it is merged anew.
     *
     * @returns the invoice as it is afterwards; null when it is saved but could not be read again
     * @throws {DrupalInvoiceError} `invoice_changed`, `invoice_unreadable` (nothing is written then)
     */
    update(input: UpdateInput, options?: CallOptions): Promise<DrupalInvoice | null>;
    /** `get` for who watches many invoices: an absent or forbidden one is an answer. */
    lookup(reference: InvoiceReference, options?: CallOptions): Promise<Lookup>;
  };
  /**
   * Whether this is a site with the module's API, and lets us in: rejects when not, with an error
   * that says what to fix. With `writing` it logs in as well and gets a token, and saves nothing.
   */
  test(options?: CallOptions & { readonly writing?: boolean }): Promise<{
    /** Whether the list has an invoice. */
    readonly invoiceFound: boolean;
  }>;
}
