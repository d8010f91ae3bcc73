import { seededRandom } from '../shop/random.ts';
import type { SentInvoice } from './body.ts';

/** The site's customers. */
const customers: readonly Readonly<Record<string, string>>[] = [
  {
    customer_number: '1001',
    company_name: 'Bakkerij De Gouden Aar',
    firstname: 'Sanne',
    lastname: 'de Vries',
    street: 'Oudegracht',
    building_number: '112',
    zipcode: '3511 AX',
    city: 'Utrecht',
    state: 'Utrecht',
    country: 'Nederland',
    coc_number: '30123456',
    vat_number: 'NL001234567B01',
    description: 'Pays on the first of the month',
  },
  {
    customer_number: '1002',
    company_name: 'Hoekstra & Zn.',
    firstname: 'Jelle',
    lastname: 'Hoekstra',
    street: 'Nieuwestad',
    building_number: '7-a',
    zipcode: '8911 CH',
    city: 'Leeuwarden',
    state: 'Fryslân',
    country: 'Nederland',
    coc_number: '01098765',
    vat_number: 'NL009876543B01',
  },
  {
    customer_number: '1003',
    company_name: 'Café "Het Anker"',
    firstname: 'Noor',
    lastname: 'Peeters',
    street: 'Grote Markt',
    building_number: '3',
    zipcode: '2000',
    city: 'Antwerpen',
    country: 'België',
    vat_number: 'BE0123456789',
  },
  {
    customer_number: '1004',
    firstname: 'Willemijn',
    lastname: 'van den Berg',
    street: 'Plein 1944',
    building_number: '28',
    zipcode: '6511 JB',
    city: 'Nijmegen',
    state: 'Gelderland',
    country: 'Nederland',
  },
  {
    customer_number: '1005',
    company_name: 'Müller Gartenbau GmbH',
    firstname: 'Jörg',
    lastname: 'Müller',
    street: 'Kölner Straße',
    building_number: '45',
    zipcode: '47798',
    city: 'Krefeld',
    country: 'Deutschland',
    vat_number: 'DE123456789',
  },
];

/** The site's services: at the standard rate, the reduced rate, and exports without VAT. */
const services: readonly {
  readonly description: string;
  readonly quantity: string;
  readonly unitcost: string;
  readonly vat: string;
  /** Maximum quantity per invoice. */
  readonly most: number;
}[] = [
  {
    description: 'Website maintenance, per month',
    quantity: '1',
    unitcost: '50.75',
    vat: '21',
    most: 3,
  },
  { description: 'Sent SMS messages', quantity: '1', unitcost: '0.22', vat: '21', most: 400 },
  { description: 'Design, per hour', quantity: '1', unitcost: '82.50', vat: '21', most: 16 },
  { description: 'Printed handbook', quantity: '1', unitcost: '24.9', vat: '9', most: 12 },
  { description: 'Flowers for the opening', quantity: '1', unitcost: '37.615', vat: '9', most: 4 },
  {
    description: 'Training at your place, half a day',
    quantity: '1',
    unitcost: '395',
    vat: '0',
    most: 2,
  },
];

/**
 * Generates an invoice from its id alone, so that it is the same in every sandbox.
 *
 * @param options.paid whether it is paid
 */
export function plausibleInvoice(options: {
  readonly id: number;
  readonly paid: boolean;
}): SentInvoice {
  const { id, paid } = options;
  const random = seededRandom({ seed: id * 13 });
  // Neighboring seeds have similar first numbers.
  random();
  const count = 1 + Math.floor(random() * 3);
  const first = Math.floor(random() * services.length);
  const items = Array.from({ length: count }, (_, index) => {
    const { most, ...item } = take(services, first + index * 2);
    return { ...item, quantity: String(1 + Math.floor(random() * most)) };
  });
  return {
    leading_zeros: null,
    prefix: null,
    template: 'default',
    pay_limit: 14,
    description: `Order ${10_000 + id}`,
    pay_status: paid ? 'paid' : 'unpaid',
    customer: take(customers, Math.floor(random() * customers.length)),
    items,
  };
}

function take<T>(from: readonly T[], index: number): T {
  const found = from[index % from.length];
  if (found === undefined) throw new Error('There is nothing to pick from.');
  return found;
}
