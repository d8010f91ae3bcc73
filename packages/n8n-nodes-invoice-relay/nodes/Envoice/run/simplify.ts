import { isRecord } from '@invoice-relay/envoice/forms';
import type { IDataObject } from 'n8n-workflow';

/** At most ten members per resource, each with its path in Envoice's response. */
export const simplifiedPaths: Readonly<
  Record<string, Readonly<Record<string, readonly string[]>>>
> = {
  client: {
    Id: ['Id'],
    Name: ['Name'],
    Email: ['Email'],
    PhoneNumber: ['PhoneNumber'],
    Address: ['Address'],
    Vat: ['Vat'],
    CompanyRegistrationNumber: ['CompanyRegistrationNumber'],
    ClientCountryId: ['ClientCountryId'],
    ClientCurrencyId: ['ClientCurrencyId'],
    CreatedOn: ['CreatedOn'],
  },
  estimation: {
    Id: ['Id'],
    Number: ['Number'],
    Status: ['Status'],
    ClientId: ['Client', 'Id'],
    ClientName: ['Client', 'Name'],
    ClientEmail: ['Client', 'Email'],
    Currency: ['Currency', 'Value'],
    IssuedOn: ['IssuedOn'],
    ExpiresOn: ['ExpiresOn'],
    TotalAmount: ['TotalAmount'],
  },
  invoice: {
    Id: ['Id'],
    Number: ['Number'],
    Status: ['Status'],
    ClientId: ['Client', 'Id'],
    ClientName: ['Client', 'Name'],
    ClientEmail: ['Client', 'Email'],
    Currency: ['Currency', 'Value'],
    IssuedOn: ['IssuedOn'],
    Duedate: ['Duedate'],
    TotalAmount: ['TotalAmount'],
  },
  order: {
    Id: ['Id'],
    Name: ['Name'],
    Status: ['Status'],
    ProductId: ['ProductId'],
    CustomerName: ['OrderBillingDetails', 'Name'],
    CustomerEmail: ['OrderBillingDetails', 'Email'],
    Currency: ['Currency', 'Value'],
    TotalAmount: ['TotalAmount'],
    TotalWithShipping: ['TotalWithShipping'],
    Note: ['Note'],
  },
  paymentLink: {
    Id: ['Id'],
    Number: ['Number'],
    ClientId: ['ClientId'],
    ClientName: ['Client', 'Name'],
    ClientEmail: ['Client', 'Email'],
    Currency: ['Currency', 'Value'],
    SubTotalAmount: ['SubTotalAmount'],
    DiscountAmount: ['DiscountAmount'],
    TaxAmount: ['TaxAmount'],
    TotalAmount: ['TotalAmount'],
  },
  product: {
    Id: ['Id'],
    Name: ['Name'],
    Status: ['Status'],
    Description: ['Description'],
    Currency: ['Currency', 'Value'],
    IsFeatured: ['IsFeatured'],
    ShippingAmount: ['ShippingAmount'],
    SubTotalAmount: ['SubTotalAmount'],
    TotalAmount: ['TotalAmount'],
    TotalWithShipping: ['TotalWithShipping'],
  },
};

/**
 * Returns the members that most workflows need, flattened; `null` for those missing from Envoice's
 * response.
 */
export function simplify(resource: string, response: unknown): IDataObject {
  const members = Object.entries(simplifiedPaths[resource] ?? {});
  return Object.fromEntries(
    members.map(([name, path]) => [name, valueAt(response, path)]),
  ) as IDataObject;
}

function valueAt(response: unknown, path: readonly string[]): unknown {
  let value = response;
  for (const member of path) value = isRecord(value) ? value[member] : undefined;
  return value ?? null;
}
