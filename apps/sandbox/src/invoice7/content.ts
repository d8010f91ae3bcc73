/** The members of a customer that the vendor's API.txt has, in its order. */
export const customerMembers = [
  'customer_number',
  'company_name',
  'firstname',
  'lastname',
  'street',
  'building_number',
  'zipcode',
  'city',
  'state',
  'country',
  'coc_number',
  'vat_number',
  'description',
] as const;

/** What comes back as text, as PHP reads it from its database; `null` where somebody sent it. */
type Text = string | null;

export interface SiteItem {
  readonly description: Text;
  readonly quantity: string;
  /** Decimal text, without VAT. */
  readonly unitcost: string;
  /** A percentage. */
  readonly vat: Text;
  readonly [member: string]: unknown;
}

/** What an invoice of the site says: the members of API.txt, and all others that were sent. */
export interface SiteContent {
  readonly leading_zeros: string;
  /** A pattern of strftime. */
  readonly prefix: Text;
  readonly description: Text;
  readonly template: Text;
  /** Days. */
  readonly pay_limit: string;
  readonly pay_status: Text;
  readonly customer: Readonly<Record<string, unknown>>;
  readonly items: readonly SiteItem[];
  readonly [member: string]: unknown;
}

/** What a new invoice says where nobody says otherwise. The module does not document it. */
export const usualContent: SiteContent = {
  leading_zeros: '4',
  prefix: '%Y',
  description: '',
  template: 'default',
  pay_limit: '14',
  pay_status: 'unpaid',
  customer: Object.fromEntries(customerMembers.map((member) => [member, ''])),
  items: [],
};

/** Told by the site itself: what somebody sends of these is not taken. */
const own: ReadonlySet<string> = new Set(['id', 'invoice_number', 'created']);

/**
 * Puts a change into an invoice. What is left out stays; the members of a customer too; items are
 * replaced as a whole, as they have no id.
 */
export function changedContent(options: {
  readonly content: SiteContent;
  readonly change: SiteChange;
}): SiteContent {
  const { content, change } = options;
  const given = Object.entries(change).filter(
    ([member, value]) => value !== undefined && !own.has(member),
  );
  return {
    ...content,
    ...Object.fromEntries(given),
    customer: { ...content.customer, ...change.customer },
    items: change.items ?? content.items,
  };
}

/** Some members of an invoice. */
export type SiteChange = {
  readonly customer?: Readonly<Record<string, unknown>> | undefined;
  readonly items?: readonly SiteItem[] | undefined;
  readonly [member: string]: unknown;
};
