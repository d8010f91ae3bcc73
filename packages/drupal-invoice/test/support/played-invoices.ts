import { modelTotals } from './rounding-model.ts';

/** What the fake site stores of an item, a customer and an invoice. */
export interface KeptItem {
  readonly id: number;
  readonly weight: number;
  readonly description: string | null;
  readonly quantity: number;
  readonly unitcost: number;
  readonly vat: number;
}

export type KeptCustomer = Readonly<Record<string, string | number | null>> & {
  readonly id: number;
  readonly customer_number: number;
};

export interface KeptInvoice {
  readonly id: number;
  readonly nid: number;
  readonly uid: number;
  readonly leading_zeros: number;
  readonly prefix: string | null;
  readonly description: string | null;
  readonly template: string;
  readonly pay_limit: number;
  readonly pay_status: 'paid' | 'unpaid';
  readonly customer: KeptCustomer;
  readonly items: readonly KeptItem[];
  /** Epoch milliseconds. */
  readonly created: number;
  readonly changed: number;
}

/** By the clock of the site. */
export function stampOf(moment: number, offsetMinutes: number): string {
  const text = new Date(moment + offsetMinutes * 60_000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** Enough of PHP's `date` for the prefixes that tests use. */
export function numberOf(invoice: KeptInvoice, offsetMinutes: number): string {
  const stamp = stampOf(invoice.created, offsetMinutes);
  const letters: Readonly<Record<string, string>> = {
    Y: stamp.slice(0, 4),
    y: stamp.slice(2, 4),
    m: stamp.slice(5, 7),
    d: stamp.slice(8, 10),
  };
  const prefix = (invoice.prefix ?? '').replaceAll(
    /%(.)/g,
    (_, letter: string) => letters[letter] ?? letter,
  );
  return `${prefix}${String(invoice.id).padStart(invoice.leading_zeros, '0')}`;
}

function totalsOf({ items }: KeptInvoice) {
  const rows = items.toSorted((a, b) => a.id - b.id);
  const totals = modelTotals(
    rows.map(({ quantity, unitcost, vat }) => ({
      quantity: String(quantity),
      unitcost: String(unitcost),
      vat: String(vat),
    })),
  );
  const { extotal, inctotal, vattotal, vat_totals } = totals;
  return {
    vat_totals: vat_totals.map((each) => ({
      vat: Number(each.vat),
      vattotal: Number(each.vattotal),
      formatted_vattotal: `$${each.vattotal}`,
    })),
    vattotal: Number(vattotal),
    extotal: Number(extotal),
    inctotal: Number(inctotal),
    formatted_vattotal: `$${vattotal}`,
    formatted_extotal: `$${extotal}`,
    formatted_inctotal: `$${inctotal}`,
  };
}

/** PHP's `(int)` of a text. */
export function phpInt(text: string): number {
  return Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0);
}

/** The response to GET for one invoice. */
export function wholeView(invoice: KeptInvoice, offsetMinutes: number): object {
  const { id, nid, leading_zeros, prefix, description, template, pay_limit } = invoice;
  const number = numberOf(invoice, offsetMinutes);
  const items = invoice.items.toSorted((a, b) => a.weight - b.weight || a.id - b.id);
  const [created, changed] = [invoice.created, invoice.changed].map((moment) =>
    stampOf(moment, offsetMinutes),
  );
  return {
    id,
    nid,
    leading_zeros,
    prefix,
    description,
    template,
    pay_limit,
    pay_status: invoice.pay_status,
    customer: invoice.customer,
    items: items.map((item) => ({
      ...item,
      formatted_extotal: '$0.00',
    })),
    number: /^\d+$/.test(number) ? number : String(phpInt(number)),
    ...totalsOf(invoice),
    formatted_created: '11/28/2026',
    created,
    changed,
  };
}

/** A row of the list. */
export function rowView(invoice: KeptInvoice, offsetMinutes: number): object {
  const { id, leading_zeros, prefix, template, description, pay_status, pay_limit, uid } = invoice;
  const { vat_totals: _, ...totals } = totalsOf(invoice);
  const { customer_number, company_name, firstname, lastname } = invoice.customer;
  return {
    id,
    number: numberOf(invoice, offsetMinutes),
    leading_zeros,
    prefix,
    template,
    description,
    ...totals,
    pay_status,
    pay_limit,
    uid,
    created: stampOf(invoice.created, offsetMinutes),
    changed: stampOf(invoice.changed, offsetMinutes),
    customer: {
      customer_number: String(customer_number),
      company_name: company_name ?? null,
      firstname: firstname ?? null,
      lastname: lastname ?? null,
    },
  };
}
