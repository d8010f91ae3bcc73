import type { SiteInvoice } from '../store/site-invoices.ts';
import { itemTexts, moneyText, siteTotals, totalTexts, vatTotals } from './amounts.ts';
import { printedNumber, spoiltNumber, type NumberFormat } from './number.ts';
import { phpDate } from './php/date.ts';
import { formatsOf, type SiteSettings } from './settings.ts';

const databaseTime = 'Y-m-d H:i:s';

/** The number as printed and as in the list. */
export function numberOf(options: {
  readonly invoice: SiteInvoice;
  readonly settings: Pick<SiteSettings, 'timeZone'>;
}): string {
  const { invoice, settings } = options;
  const { iid, created } = invoice;
  return printedNumber({ iid, created, timeZone: settings.timeZone, format: invoice });
}

/** An invoice as returned by GET for a single invoice: members, order and types are observed. */
export function invoiceView(options: {
  readonly invoice: SiteInvoice;
  readonly settings: SiteSettings;
  /** Returns the number format of the invoice with an id, if it exists. */
  readonly formatOf: (iid: number) => NumberFormat | undefined;
}) {
  const { invoice, settings, formatOf } = options;
  const { created, changed, items } = invoice;
  const { timeZone } = settings;
  const { locale, dateFormat } = formatsOf({ settings, template: invoice.template });
  const printed = numberOf({ invoice, settings });
  const totals = siteTotals(items);
  const { vattotal, extotal, inctotal } = totals;
  const date = (pattern: string, at: number) => phpDate({ pattern, at, timeZone });
  return {
    id: invoice.iid,
    nid: invoice.nid,
    leading_zeros: invoice.leading_zeros,
    prefix: invoice.prefix,
    description: invoice.description,
    template: invoice.template,
    pay_limit: invoice.pay_limit,
    pay_status: invoice.pay_status,
    customer: {
      id: invoice.customer_id,
      customer_number: invoice.customer_number,
      ...invoice.customer,
    },
    items: itemsInOrder(invoice).map((item) => ({
      id: item.iid,
      weight: item.weight,
      description: item.description,
      quantity: item.quantity,
      unitcost: item.unitcost,
      vat: item.vat,
      ...itemTexts({ item, locale }),
    })),
    number: spoiltNumber({ printed, created, timeZone, formatOf }),
    vat_totals: vatTotals({ items, locale }),
    vattotal,
    extotal,
    inctotal,
    ...totalTexts({ totals, locale }),
    formatted_created: date(dateFormat, created),
    created: date(databaseTime, created),
    changed: date(databaseTime, changed),
  };
}

/** An invoice as a row of the list, where the customer's number is text (observed). */
export function listRow(options: {
  readonly invoice: SiteInvoice;
  readonly settings: SiteSettings;
}) {
  const { invoice, settings } = options;
  const { customer } = invoice;
  const { locale } = formatsOf({ settings, template: invoice.template });
  const { extotal, inctotal, vattotal } = siteTotals(invoice.items);
  const text = (value: number) => moneyText({ value, places: 2, locale });
  const date = (at: number) => phpDate({ pattern: databaseTime, at, timeZone: settings.timeZone });
  return {
    id: invoice.iid,
    number: numberOf({ invoice, settings }),
    leading_zeros: invoice.leading_zeros,
    prefix: invoice.prefix,
    template: invoice.template,
    description: invoice.description,
    extotal,
    inctotal,
    vattotal,
    formatted_extotal: text(extotal),
    formatted_inctotal: text(inctotal),
    formatted_vattotal: text(vattotal),
    pay_status: invoice.pay_status,
    pay_limit: invoice.pay_limit,
    uid: invoice.uid,
    created: date(invoice.created),
    changed: date(invoice.changed),
    customer: {
      customer_number: String(invoice.customer_number),
      company_name: customer.company_name,
      firstname: customer.firstname,
      lastname: customer.lastname,
    },
  };
}

/** By weight, then by creation order. */
export function itemsInOrder({ items }: Pick<SiteInvoice, 'items'>): SiteInvoice['items'] {
  return items.toSorted((one, other) => one.weight - other.weight || one.iid - other.iid);
}
