/** What the form calls the members of an invoice. */
const labels: Readonly<Record<string, string>> = {
  building_number: 'Building Number',
  city: 'City',
  coc_number: 'Company Registration Number',
  company_name: 'Company Name',
  country: 'Country',
  customer: 'Customer',
  customer_number: 'Customer Number',
  description: 'Description',
  firstname: 'First Name',
  id: 'Invoice ID or Number',
  items: 'Items',
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
  zipcode: 'ZIP Code',
};

/** `items[0].unitcost` as the form has it: `Items 1 → Unit Cost`. */
export function fieldOf(member: string): string {
  return member
    .split('.')
    .map((part) => {
      const [, name = part, index] = /^(.*)\[(\d+)\]$/.exec(part) ?? [];
      const label = labels[name] ?? name;
      return index === undefined ? label : `${label} ${Number(index) + 1}`;
    })
    .join(' → ');
}

/** What programs call the credentials, the longer first. */
const inForm: readonly (readonly [words: RegExp, form: string])[] = [
  [/\bset auth to basic or header\b/g, 'set Authentication to Basic Auth or Header Auth'],
  [/\bauth of kind basic\b/g, 'Basic Auth'],
  [/\bauth of kind header\b/g, 'Header Auth'],
  [/\bauth\.username\b/g, 'User'],
  [/\bauth\.password\b/g, 'Password'],
  [/\bauth\.name\b/g, 'Header Name'],
  [/\bauth\.value\b/g, 'Header Value'],
  [/\b(check both|its name and value) in auth\b/g, '$1 in the credentials'],
  [/\b(?:credentials\.)?auth\b/g, 'Authentication'],
  [/\bbaseUrl\b/g, 'Base URL'],
];

/** Behind this stand the words of the site, which stay as they are. */
const siteSays = / The site says: | PHP error: /;

/** A message of the client as people read it who know the form of the credential, and no code. */
export function inWordsOfForm(message: string): string {
  const text = message.replace(/^(?:test|invoices\.\w+): /, '');
  const end = siteSays.exec(text)?.index ?? text.length;
  const ours = inForm.reduce(
    (said, [words, form]) => said.replace(words, form),
    text.slice(0, end),
  );
  return `${ours.charAt(0).toUpperCase()}${ours.slice(1)}${text.slice(end)}`;
}
