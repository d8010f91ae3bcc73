import type { Invoice } from '@invoice-relay/core/models';
import { readDrupalInvoice } from '@invoice-relay/drupal-invoice';
import { canonicalInvoice } from '@invoice-relay/drupal-invoice/forms';

/** When the sample invoice was made. */
export const sampleMoment = Date.UTC(2026, 10, 20, 9);

/** The module's own sample, as a site gives it and as we do. */
export function sampleInvoice(payStatus: 'paid' | 'unpaid'): Invoice {
  const invoice = readDrupalInvoice({
    id: '7',
    invoice_number: '20260007',
    created: String(sampleMoment / 1000),
    leading_zeros: '4',
    prefix: '%Y',
    description: 'This is the invoice description',
    template: 'default',
    pay_limit: 14,
    pay_status: payStatus,
    customer: {
      customer_number: 1,
      company_name: 'Awesome company',
      firstname: 'John',
      lastname: 'Doe',
      street: 'Example street',
      building_number: 1,
      zipcode: '1234 AB',
      city: 'Amsterdam',
      state: 'Noord-Holland',
      country: 'Nederland',
      coc_number: 12_345_678,
      vat_number: 'NL012345678B01',
      description: 'Best company ever!',
    },
    items: [
      {
        description: 'Subscription 01-01-2012 t/m 31-12-2012',
        quantity: '1',
        unitcost: '50.75',
        vat: '21',
      },
      { description: 'Sent SMS messages', quantity: '28', unitcost: '0.22', vat: '21' },
    ],
  });
  const facts = { currency: 'EUR', timeZone: 'Europe/Amsterdam' };
  return canonicalInvoice({ invoice: invoice!, id: '7', facts });
}
