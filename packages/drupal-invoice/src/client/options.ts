import type { JsonValue } from '@invoice-relay/core/models';
import type { ClientWorld } from '@invoice-relay/core/source';
import type { InferInput } from 'valibot';

import type { drupalInvoiceCredentialsSchema } from '../credentials.ts';
import type { DrupalInvoice, NewDrupalInvoice } from '../model/index.ts';

export interface DrupalInvoiceClientOptions extends ClientWorld {
  readonly credentials: InferInput<typeof drupalInvoiceCredentialsSchema>;
  /** How often a call that may be repeated is sent at most, from 1; 3 unless told. */
  readonly maxAttempts?: number | undefined;
}

export interface CallOptions {
  /** Ends the call, and waits between attempts; the call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Which invoice: its id, or its number as people know it. The module takes either. */
export interface InvoiceReference {
  readonly id: number | string;
}

/** What a site said about the state of an answer, to ask later whether it is still the same. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface LookupOptions extends InvoiceReference {
  /** Of an earlier lookup of the same invoice: then `unchanged` may be the answer. */
  readonly validators?: Validators | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is at an id. */
export type Lookup =
  | {
      readonly state: 'found';
      /** Its amounts are not checked: {@link DrupalInvoice.items} may hold what is no number. */
      readonly invoice: DrupalInvoice;
      /** The JSON text of the invoice as the site wrote it, without anything around it. */
      readonly source: string;
      readonly validators: Validators;
    }
  /** As it was when the validators came (HTTP 304). */
  | { readonly state: 'unchanged' }
  /** There is none (HTTP 404, 410, or an empty value in place of an invoice). */
  | { readonly state: 'absent' };

/** What a site answered to `create` or `update`. What it tells then is not documented. */
export interface Saved {
  /** Null when the answer to `create` does not tell it. */
  readonly id: string | null;
  /** The number as people know it; null when the answer does not tell it. */
  readonly number: string | null;
  /** The invoice as it now is; null when the answer does not hold it. */
  readonly invoice: DrupalInvoice | null;
  /** All that the site answered; null for an empty answer. */
  readonly answer: JsonValue;
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
    html(reference: InvoiceReference, options?: CallOptions): Promise<string>;
    pdf(reference: InvoiceReference, options?: CallOptions): Promise<Pdf>;
    /** Is never repeated by itself, as the site could then hold the invoice twice. */
    create(invoice: NewDrupalInvoice, options?: CallOptions): Promise<Saved>;
    update(
      input: InvoiceReference & { readonly body: NewDrupalInvoice },
      options?: CallOptions,
    ): Promise<Saved>;
    /** `get` for who watches many invoices: an absent one is an answer, and so is no change. */
    lookup(options: LookupOptions): Promise<Lookup>;
  };
  /**
   * Whether this is a site with the module's API, and lets us in: rejects when not, with an error
   * that says what to mend. Reads the invoice with id 1, which need not be there.
   */
  test(options?: CallOptions): Promise<{ readonly invoiceFound: boolean }>;
}
