import type { ListName } from '@invoice-relay/envoice/forms';
import type { INodePropertyMode } from 'n8n-workflow';

interface LocatorPlan {
  /** As in `Select a client...` */
  readonly article: string;
  readonly searchListMethod: string;
  readonly example: string;
  /** Another identifier besides the id. */
  readonly code?: { readonly displayName: string; readonly placeholder: string };
  /** The printed number. */
  readonly number?: string;
}

const plans: Readonly<Record<ListName, LocatorPlan>> = {
  client: { article: 'a client', searchListMethod: 'searchClients', example: '2185' },
  country: {
    article: 'a country',
    searchListMethod: 'searchCountries',
    example: '150',
    code: { displayName: 'By Code', placeholder: 'e.g. NL' },
  },
  currency: {
    article: 'a currency',
    searchListMethod: 'searchCurrencies',
    example: '163',
    code: { displayName: 'By Code', placeholder: 'e.g. EUR' },
  },
  estimation: {
    article: 'an estimation',
    searchListMethod: 'searchEstimations',
    example: '207',
    number: 'EST-0001',
  },
  invoice: {
    article: 'an invoice',
    searchListMethod: 'searchInvoices',
    example: '3971',
    number: 'INV-0001',
  },
  invoiceCategory: {
    article: 'a category',
    searchListMethod: 'searchInvoiceCategories',
    example: '12',
  },
  language: { article: 'a language', searchListMethod: 'searchLanguages', example: '1' },
  order: { article: 'an order', searchListMethod: 'searchOrders', example: '1058' },
  paymentLink: {
    article: 'a payment link',
    searchListMethod: 'searchPaymentLinks',
    example: '33',
    number: 'PL-0001',
  },
  product: { article: 'a product', searchListMethod: 'searchProducts', example: '61' },
  tax: { article: 'a tax', searchListMethod: 'searchTaxes', example: '311' },
  workType: { article: 'a work type', searchListMethod: 'searchWorkTypes', example: '2402' },
};

/** Returns the modes of a resource locator, `From List` first. */
export function locatorModes(list: ListName): INodePropertyMode[] {
  const { article, searchListMethod, example, code, number } = plans[list];
  return [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: `Select ${article}...`,
      typeOptions: { searchListMethod, searchable: true },
    },
    ...(code === undefined
      ? []
      : [
          {
            displayName: code.displayName,
            name: 'code',
            type: 'string',
            placeholder: code.placeholder,
          } as const,
        ]),
    ...(number === undefined
      ? []
      : [
          {
            displayName: 'By Number',
            name: 'number',
            type: 'string',
            placeholder: `e.g. ${number}`,
            hint: 'The printed number. Envoice cannot search for it, so the node reads the list until it is found: an ID is faster.',
          } as const,
        ]),
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: `e.g. ${example}`,
      validation: [
        {
          type: 'regex',
          properties: {
            regex: '^[1-9][0-9]{0,14}$',
            errorMessage: 'Not a valid ID: Envoice IDs are whole numbers',
          },
        },
      ],
    },
  ];
}
