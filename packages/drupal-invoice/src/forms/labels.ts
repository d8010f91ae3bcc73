/**
 * The labels of a form for the members of an invoice: by name, or where the label differs by path,
 * without the positions in lists: `items.description`.
 */
export type Labels = Readonly<Record<string, string>>;

/** The labels of our forms, by the module's own names. */
export const invoiceLabels = {
  building_number: 'Building Number',
  city: 'City',
  coc_number: 'Company Registration Number',
  company_name: 'Company Name',
  country: 'Country',
  customer: 'Customer',
  customer_number: 'Customer Number',
  description: 'Description',
  firstname: 'First Name',
  id: 'Invoice Number or ID',
  items: 'Line Items',
  lastname: 'Last Name',
  leading_zeros: 'Leading Zeros',
  pay_limit: 'Pay Limit (Days)',
  pay_status: 'Pay Status',
  prefix: 'Number Prefix',
  quantity: 'Quantity',
  state: 'State',
  street: 'Street',
  template: 'Template',
  unitcost: 'Unit Cost',
  vat: 'VAT Percentage',
  vat_number: 'VAT Number',
  weight: 'Weight',
  zipcode: 'ZIP Code',
} as const satisfies Labels;

/**
 * The label of a member: `Line Items 1 → Unit Cost` for `items[0].unitcost`.
 *
 * @param labels if the form has its own: `{ 'customer.city': 'Customer City' }`
 */
export function fieldOf(member: string, labels: Labels = {}): string {
  const known = new Map(Object.entries({ ...invoiceLabels, ...labels }));
  const whole = known.get(member);
  if (whole !== undefined) return whole;
  const names: string[] = [];
  return member
    .split('.')
    .map((part) => {
      const [, name = part, index] = /^(.*)\[(\d+)\]$/.exec(part) ?? [];
      names.push(name);
      const label = known.get(names.join('.')) ?? known.get(name) ?? name;
      return index === undefined ? label : `${label} ${Number(index) + 1}`;
    })
    .join(' → ');
}
