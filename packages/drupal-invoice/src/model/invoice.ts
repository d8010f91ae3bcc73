import type { JsonValue } from '@invoice-relay/core/models';

/**
 * The customer of an invoice, with the module's own names. A number that a site writes as a JSON
 * number is text here, with the same digits. Unknown members are kept as they are.
 */
export interface DrupalCustomer {
  readonly customer_number: string | null;
  readonly company_name: string | null;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly street: string | null;
  readonly building_number: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly country: string | null;
  readonly coc_number: string | null;
  readonly vat_number: string | null;
  readonly description: string | null;
  readonly [member: string]: JsonValue;
}

/**
 * One item. The amounts are decimal text, exact to the last digit and in the shortest form
 * (`50.750` is `50.75`). A value that is not a number stays as the site wrote it; a missing one is
 * the empty text.
 */
export interface DrupalItem {
  /** The site orders the items by it, from -128 to 127. */
  readonly weight: number | null;
  readonly description: string | null;
  readonly quantity: string;
  /** The unit price, excluding VAT, in the site's currency, which the API does not return. */
  readonly unitcost: string;
  /** A percentage, such as `21`. */
  readonly vat: string | null;
  readonly [member: string]: JsonValue;
}

/** The totals that a site states, each rounded separately: decimal text, or null if missing. */
export interface StatedTotals {
  /** Excluding VAT. */
  readonly extotal: string | null;
  /** Including VAT. */
  readonly inctotal: string | null;
  readonly vattotal: string | null;
}

/** What both a list and a whole invoice contain. */
export interface InvoiceHead extends StatedTotals {
  /** The bare invoice number, from 1: what the API expects. Neither the node's id nor `number`. */
  readonly id: number;
  /**
   * The number printed on the invoice, such as `20260007`. A list states it. For a whole invoice,
   * where the module mangles it, it is computed; null if that is not possible.
   */
  readonly number: string | null;
  /** The minimum number of digits of the counted part of the number. */
  readonly leading_zeros: number | null;
  /** What precedes it: text with `%x` for letters of PHP's `date`, such as `%Y`. */
  readonly prefix: string | null;
  readonly description: string | null;
  readonly template: string | null;
  /** Days. */
  readonly pay_limit: number | null;
  /** `paid` or `unpaid`. */
  readonly pay_status: string | null;
  /** `YYYY-MM-DD HH:MM:SS` in the time zone of the site. */
  readonly created: string | null;
  /** Same format. Unchanged by the site's button that sets `pay_status`. */
  readonly changed: string | null;
}

/**
 * An invoice as a site returns it, with its loose types parsed into strict ones. A missing member
 * is null. Unknown members are kept as they are; numbers among them that JavaScript would round are
 * text.
 */
export interface DrupalInvoice extends InvoiceHead {
  readonly customer: DrupalCustomer | null;
  readonly items: readonly DrupalItem[];
  readonly [member: string]: JsonValue;
}

/** An invoice as listed: without items, and with four members of its customer. */
export interface ListedDrupalInvoice extends InvoiceHead {
  readonly customer: Pick<
    DrupalCustomer,
    'customer_number' | 'company_name' | 'firstname' | 'lastname'
  > | null;
  readonly [member: string]: JsonValue;
}

/** The writable members of an invoice. `create` needs `template` and `pay_limit`. */
export interface NewDrupalInvoice {
  readonly leading_zeros?: number | string | null | undefined;
  readonly prefix?: string | null | undefined;
  readonly description?: string | null | undefined;
  /** The name of a template on the site. */
  readonly template?: string | null | undefined;
  /** Days, from 0 to 65535. */
  readonly pay_limit?: number | string | null | undefined;
  /** The site stores anything but `paid` as `unpaid`. */
  readonly pay_status?: string | null | undefined;
  readonly customer?: NewDrupalCustomer | null | undefined;
  readonly items?: readonly NewDrupalItem[] | undefined;
  readonly [member: string]: JsonValue | NewDrupalCustomer | readonly NewDrupalItem[] | undefined;
}

/** Members as in {@link DrupalCustomer}. */
export interface NewDrupalCustomer {
  readonly customer_number?: number | string | null | undefined;
  readonly company_name?: string | null | undefined;
  readonly firstname?: string | null | undefined;
  readonly lastname?: string | null | undefined;
  readonly street?: string | null | undefined;
  readonly building_number?: number | string | null | undefined;
  readonly zipcode?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly state?: string | null | undefined;
  readonly country?: string | null | undefined;
  readonly coc_number?: number | string | null | undefined;
  readonly vat_number?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly [member: string]: JsonValue | undefined;
}

/** Amounts are decimal text, such as `50.75`: a JavaScript number cannot represent every amount. */
export interface NewDrupalItem {
  /** From -128 to 127; 0 by default. */
  readonly weight?: number | string | null | undefined;
  readonly description?: string | null | undefined;
  readonly quantity?: string | undefined;
  /** The unit price, excluding VAT. The site keeps three decimals of it. */
  readonly unitcost?: string | undefined;
  /** A percentage, such as `21`. */
  readonly vat?: string | null | undefined;
  readonly [member: string]: JsonValue | undefined;
}
