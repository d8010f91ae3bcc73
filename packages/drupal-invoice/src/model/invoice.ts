import type { JsonValue } from '@invoice-relay/core/models';

/**
 * Who an invoice is for, with the module's own names (vendor/drupal-invoice/API.txt). A number that
 * a site writes as a JSON number (`"coc_number": 12345678`) is text here, with the same digits.
 * Members that are not documented are kept as they came.
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
 * One item. The amounts are decimal text, exact to the last digit and in the shortest way to write
 * them (`50.750` is `50.75`). What a site wrote that is no number stays as it is written, and is
 * the empty text where there is nothing: `invoices.get` refuses it, `invoices.lookup` does not.
 */
export interface DrupalItem {
  readonly description: string | null;
  readonly quantity: string;
  /** The price of one, without VAT, in the site's currency, which the API does not tell. */
  readonly unitcost: string;
  /** A percentage, such as `21`. */
  readonly vat: string | null;
  readonly [member: string]: JsonValue;
}

/**
 * An invoice as a site gives it, read from its loose types into strict ones. A member that is
 * missing is null. Members that are not documented (`id`, `created`, …) are kept as they came;
 * numbers among them that JavaScript would round are text.
 */
export interface DrupalInvoice {
  /** How many digits the counted part of the invoice's number has at least. */
  readonly leading_zeros: number | null;
  /** What stands in front of it: a strftime pattern, such as `%Y`. */
  readonly prefix: string | null;
  readonly description: string | null;
  readonly template: string | null;
  /** Days. */
  readonly pay_limit: number | null;
  /** Such as `paid`; `isPaid` reads it. */
  readonly pay_status: string | null;
  readonly customer: DrupalCustomer | null;
  readonly items: readonly DrupalItem[];
  readonly [member: string]: JsonValue;
}

/** What `invoices.create` and `invoices.update` send: all of it, or some members only. */
export interface NewDrupalInvoice {
  readonly leading_zeros?: number | string | null | undefined;
  readonly prefix?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly template?: string | null | undefined;
  /** Days. */
  readonly pay_limit?: number | string | null | undefined;
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

/** Amounts are decimal text, such as `50.75`: a JavaScript number could not hold every amount. */
export interface NewDrupalItem {
  readonly description?: string | null | undefined;
  readonly quantity?: string | undefined;
  /** The price of one, without VAT. */
  readonly unitcost?: string | undefined;
  /** A percentage, such as `21`. */
  readonly vat?: string | null | undefined;
  readonly [member: string]: JsonValue | undefined;
}
