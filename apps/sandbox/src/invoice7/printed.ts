import type { SiteInvoice } from '../store/site-invoices.ts';
import { numberOf, itemsInOrder } from './views.ts';
import { itemTexts, siteTotals, totalTexts, vatTotals } from './amounts.ts';
import { phpDate } from './php/date.ts';
import { phpFloatText } from './php/numbers.ts';
import { formatsOf, type SiteSettings } from './settings.ts';

const day = 86_400;

/** The contents of a printed invoice, as text. */
export interface PrintedInvoice {
  readonly number: string;
  readonly date: string;
  readonly due: string;
  readonly status: string;
  readonly description: string;
  readonly address: readonly string[];
  readonly items: readonly {
    readonly description: string;
    readonly quantity: string;
    readonly unitcost: string;
    readonly vat: string;
    readonly net: string;
  }[];
  readonly sums: readonly (readonly [string, string])[];
}

/** Builds the human-readable invoice, which the HTML page and the PDF share. */
export function printed(options: {
  readonly invoice: SiteInvoice;
  readonly settings: SiteSettings;
}): PrintedInvoice {
  const { invoice, settings } = options;
  const { created, items, pay_limit } = invoice;
  const { locale, dateFormat } = formatsOf({ settings, template: invoice.template });
  const date = (at: number) => phpDate({ pattern: dateFormat, at, timeZone: settings.timeZone });
  const totals = totalTexts({ totals: siteTotals(items), locale });
  return {
    number: numberOf({ invoice, settings }),
    date: date(created),
    due: date(created + pay_limit * day),
    status: invoice.pay_status,
    description: invoice.description ?? '',
    address: addressLines(invoice),
    items: itemsInOrder(invoice).map((item) => {
      const texts = itemTexts({ item, locale });
      return {
        description: item.description ?? '',
        quantity: phpFloatText(item.quantity),
        unitcost: texts.formatted_exunitcost,
        vat: `${phpFloatText(item.vat)}%`,
        net: texts.formatted_extotal,
      };
    }),
    sums: [
      ['Net', totals.formatted_extotal],
      ...vatTotals({ items, locale }).map(
        ({ vat, formatted_vattotal: text }) => [`VAT ${phpFloatText(vat)}%`, text] as const,
      ),
      ['Total', totals.formatted_inctotal],
    ],
  };
}

/** The customer's address, as on an envelope. */
function addressLines({ customer }: Pick<SiteInvoice, 'customer'>): string[] {
  const joined = (...parts: readonly (string | null)[]) => parts.filter(Boolean).join(' ');
  return [
    joined(customer.company_name),
    joined(customer.firstname, customer.lastname),
    joined(customer.street, customer.building_number),
    joined(customer.zipcode, customer.city),
    joined(customer.state),
    joined(customer.country),
  ].filter((line) => line !== '');
}
