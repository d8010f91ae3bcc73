import type { Invoice } from '@invoice-relay/core/models';
import { readDrupalInvoice } from '@invoice-relay/drupal-invoice';
import { canonicalInvoice } from '@invoice-relay/drupal-invoice/forms';

/** When the sample invoice was created. */
export const sampleMoment = Date.UTC(2026, 10, 20, 9);

/** The module's own sample, as a site returns it and as we do. */
export function sampleInvoice(payStatus: 'paid' | 'unpaid'): Invoice {
  const invoice = readDrupalInvoice({
    id: 7,
    nid: 11,
    created: '2026-11-20 10:00:00',
    changed: '2026-11-20 10:00:00',
    leading_zeros: 4,
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
        weight: 0,
        description: 'Subscription 01-01-2012 t/m 31-12-2012',
        quantity: '1',
        unitcost: '50.75',
        vat: '21',
      },
      { weight: 1, description: 'Sent SMS messages', quantity: '28', unitcost: '0.22', vat: '21' },
    ],
    vat_totals: [{ vat: 21, vattotal: 11.95 }],
    vattotal: 11.95,
    extotal: 56.91,
    inctotal: 68.86,
  });
  const facts = { currency: 'EUR', timeZone: 'Europe/Amsterdam' };
  const canonical = canonicalInvoice({ invoice: invoice!, facts });
  // Samples must not show times without an offset, which is how the site writes them.
  const { created: _, changed: __, ...kept } = canonical.extensions['drupal-invoice'] ?? {};
  return { ...canonical, extensions: { 'drupal-invoice': kept } };
}
