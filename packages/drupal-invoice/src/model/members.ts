/** Members that a site computes or assigns itself, and ignores in requests: never sent. */
export const ownInvoiceMembers = [
  'id',
  'nid',
  'number',
  'vat_totals',
  'vattotal',
  'extotal',
  'inctotal',
  'formatted_vattotal',
  'formatted_extotal',
  'formatted_inctotal',
  'formatted_created',
  'created',
  'changed',
] as const;

/** The same for a customer: `id` is the row of this one invoice. */
export const ownCustomerMembers = ['id'] as const;

/** The same for an item. */
export const ownItemMembers = [
  'id',
  'formatted_exunitcost',
  'formatted_incunitcost',
  'formatted_extotal',
  'formatted_inctotal',
] as const;

/** The writable members of an invoice, in the order in which the site returns them. */
export const invoiceMembers = [
  'leading_zeros',
  'prefix',
  'description',
  'template',
  'pay_limit',
  'pay_status',
  'customer',
  'items',
] as const;

/** The writable members of a customer, in the order in which the site returns them. */
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

/** The writable members of an item. The site reads `weight`, though API.txt does not mention it. */
export const itemMembers = ['weight', 'description', 'quantity', 'unitcost', 'vat'] as const;
