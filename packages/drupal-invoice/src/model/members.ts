/** What a site computes or gives itself, and takes from nobody: never sent. */
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

/** The same of a customer: `id` is the row of this one invoice. */
export const ownCustomerMembers = ['id'] as const;

/** The same of an item. */
export const ownItemMembers = [
  'id',
  'formatted_exunitcost',
  'formatted_incunitcost',
  'formatted_extotal',
  'formatted_inctotal',
] as const;

/** What can be written of an invoice, in the order in which the site gives it. */
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

/** What can be written of a customer, in the order in which the site gives it. */
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

/** What can be written of an item. `weight` is read by the site, though API.txt does not name it. */
export const itemMembers = ['weight', 'description', 'quantity', 'unitcost', 'vat'] as const;
