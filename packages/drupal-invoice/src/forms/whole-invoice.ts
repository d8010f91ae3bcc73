import type {
  DrupalCustomer,
  DrupalInvoice,
  DrupalItem,
  NewDrupalInvoice,
} from '../model/index.ts';

/**
 * A whole invoice with some changes: the members that the module documents. What a site tells
 * besides them, such as when the invoice was made, is its own.
 */
export function withChanges(options: {
  readonly invoice: DrupalInvoice;
  readonly changes: NewDrupalInvoice;
}): NewDrupalInvoice {
  const { invoice, changes } = options;
  return {
    leading_zeros: invoice.leading_zeros ?? undefined,
    prefix: invoice.prefix ?? undefined,
    description: invoice.description ?? undefined,
    template: invoice.template ?? undefined,
    pay_limit: invoice.pay_limit ?? undefined,
    pay_status: invoice.pay_status ?? undefined,
    items: invoice.items.map(documented),
    ...changes,
    customer: {
      ...(invoice.customer && documentedCustomer(invoice.customer)),
      ...changes.customer,
    },
  };
}

function documented({ description, quantity, unitcost, vat }: DrupalItem) {
  return { description, quantity, unitcost, vat };
}

function documentedCustomer(customer: DrupalCustomer) {
  return {
    customer_number: customer.customer_number,
    company_name: customer.company_name,
    firstname: customer.firstname,
    lastname: customer.lastname,
    street: customer.street,
    building_number: customer.building_number,
    zipcode: customer.zipcode,
    city: customer.city,
    state: customer.state,
    country: customer.country,
    coc_number: customer.coc_number,
    vat_number: customer.vat_number,
    description: customer.description,
  };
}
