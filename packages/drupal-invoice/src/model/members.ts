/** The documented members of an invoice, in the order of the vendor's sample. */
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

/** The documented members of a customer, in the order of the vendor's sample. */
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

/** The documented members of an item, in the order of the vendor's sample. */
export const itemMembers = ['description', 'quantity', 'unitcost', 'vat'] as const;
