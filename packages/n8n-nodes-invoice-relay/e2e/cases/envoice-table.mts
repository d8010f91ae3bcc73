/** Names for ids created by earlier calls. Each call receives all of them. */
type Name =
  | 'client'
  | 'unused'
  | 'tax'
  | 'workType'
  | 'product'
  | 'category'
  | 'invoice'
  | 'estimation'
  | 'order'
  | 'paymentLink';

export interface Row {
  /** `resource.operation` of the node. */
  readonly call: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Name under which to keep the id of the result. */
  readonly keepAs?: Name;
  /** Pattern that the items' JSON must match; cannot match by merely echoing the request. */
  readonly gives?: RegExp;
}

/** Selects a record by an id from an earlier call. */
const by = (name: Name) => ({ __rl: true, mode: 'id', value: `={{ $json.body.${name} }}` });
const code = (value: string) => ({ __rl: true, mode: 'code', value });
const lines = (...values: readonly Readonly<Record<string, unknown>>[]) => ({ values });

/** Every operation of the node, ordered so that each finds what it needs. */
export const table: readonly Row[] = [
  { call: 'general.getCountries', parameters: { returnAll: true }, gives: /United Kingdom/ },
  { call: 'general.getCurrencies', parameters: { returnAll: true }, gives: /EUR/ },
  { call: 'general.getDateFormats', gives: /yyyy-MM-dd/ },
  { call: 'general.getLanguages', gives: /German/ },
  { call: 'paymentGateway.getAll', gives: /paypal/ },

  {
    call: 'client.create',
    parameters: {
      name: 'Ada & Co',
      additionalFields: { email: 'ada@example.com', clientCurrencyId: code('EUR') },
    },
    keepAs: 'client',
  },
  {
    call: 'client.update',
    parameters: { clientId: by('client'), updateFields: { vat: 'GB123' } },
  },
  { call: 'client.get', parameters: { clientId: by('client') }, gives: /GB123/ },
  { call: 'client.getAll', parameters: { limit: 50 }, gives: /Ada & Co/ },
  {
    call: 'client.upsert',
    parameters: {
      matchBy: 'Email',
      matchValue: 'ada@example.com',
      additionalFields: { phoneNumber: '+44 20 7946 0000' },
    },
  },

  {
    call: 'tax.create',
    parameters: { name: 'VAT 21', percentage: 21 },
    keepAs: 'tax',
  },
  {
    call: 'tax.update',
    parameters: { taxId: by('tax'), updateFields: { percentage: 25 } },
  },
  { call: 'tax.getAll', parameters: { returnAll: true }, gives: /VAT 21.*25|25.*VAT 21/ },

  { call: 'workType.create', parameters: { title: 'Bookbinding' }, keepAs: 'workType' },
  {
    call: 'workType.update',
    parameters: { workTypeId: by('workType'), title: 'Book binding' },
  },
  { call: 'workType.get', parameters: { workTypeId: by('workType') }, gives: /Book binding/ },
  { call: 'workType.getAll', gives: /Book binding/ },
  {
    call: 'workType.search',
    parameters: { filters: { query: 'BINDING' } },
    gives: /Book binding/,
  },

  {
    call: 'product.create',
    parameters: {
      name: 'Notebook',
      items: lines({ description: 'A5', cost: '10', taxId: by('tax') }),
      additionalFields: { currencyId: code('EUR'), shippingAmount: 4 },
    },
    keepAs: 'product',
  },
  {
    call: 'product.update',
    parameters: { productId: by('product'), updateFields: { status: 'NotAvailable' } },
  },
  { call: 'product.get', parameters: { productId: by('product') }, gives: /12\.5/ },
  { call: 'product.getAll', gives: /Notebook/ },

  { call: 'invoiceCategory.create', parameters: { name: 'Books' }, keepAs: 'category' },
  {
    call: 'invoiceCategory.update',
    parameters: { invoiceCategoryId: by('category'), name: 'Printed' },
    gives: /Printed/,
  },
  {
    call: 'invoiceCategory.getAll',
    parameters: { filters: { query: 'print' } },
    gives: /Printed/,
  },

  {
    call: 'invoice.create',
    parameters: {
      clientId: by('client'),
      currencyId: code('EUR'),
      items: lines({
        description: 'Binding',
        quantity: '2',
        cost: '100.10',
        taxId: by('tax'),
        workTypeId: by('workType'),
      }),
      additionalFields: { invoiceCategoryId: by('category'), issuedOn: '2026-11-20T00:00:00' },
    },
    keepAs: 'invoice',
    gives: /250\.25/,
  },
  {
    call: 'invoice.update',
    parameters: { invoiceId: by('invoice'), updateFields: { notes: 'Thank you' }, simplify: false },
    gives: /250\.25/,
  },
  {
    call: 'invoice.sendToClient',
    parameters: { invoiceId: by('invoice'), additionalFields: { message: 'Hey' } },
  },
  { call: 'invoice.sendToAccountant', parameters: { invoiceId: by('invoice') } },
  { call: 'invoice.changeStatus', parameters: { invoiceId: by('invoice'), status: 'Paid' } },
  { call: 'invoice.getStatus', parameters: { invoiceId: by('invoice') }, gives: /Paid/ },
  { call: 'invoice.getLink', parameters: { invoiceId: by('invoice') }, gives: /http:/ },
  { call: 'invoice.getPdfLink', parameters: { invoiceId: by('invoice') }, gives: /http:/ },
  {
    call: 'invoice.downloadPdf',
    parameters: { invoiceId: by('invoice'), binaryPropertyName: 'data' },
  },
  {
    call: 'invoice.get',
    parameters: { invoiceId: by('invoice'), simplify: false },
    gives: /Thank you/,
  },
  { call: 'invoice.getAll', gives: /INV-0001/ },

  {
    call: 'estimation.create',
    parameters: {
      clientId: by('client'),
      currencyId: code('EUR'),
      items: lines({ description: 'Repair', quantity: '1.5', cost: '80' }),
    },
    keepAs: 'estimation',
    gives: /120/,
  },
  {
    call: 'estimation.update',
    parameters: {
      estimationId: by('estimation'),
      updateFields: { terms: 'Half in advance' },
      simplify: false,
    },
    gives: /Half in advance/,
  },
  { call: 'estimation.sendToClient', parameters: { estimationId: by('estimation') } },
  {
    call: 'estimation.changeStatus',
    parameters: { estimationId: by('estimation'), status: 'Accepted' },
  },
  {
    call: 'estimation.getStatus',
    parameters: { estimationId: by('estimation') },
    gives: /Accepted/,
  },
  { call: 'estimation.getLink', parameters: { estimationId: by('estimation') }, gives: /http:/ },
  { call: 'estimation.get', parameters: { estimationId: by('estimation') }, gives: /Accepted/ },
  { call: 'estimation.getAll', gives: /EST-0001/ },
  {
    call: 'estimation.convert',
    parameters: { estimationId: by('estimation') },
    gives: /INV-0002/,
  },

  {
    call: 'order.create',
    parameters: {
      productId: by('product'),
      additionalFields: { orderBillingDetails: lines({ name: 'Eve' }) },
    },
    keepAs: 'order',
  },
  {
    call: 'order.changeStatus',
    parameters: {
      orderId: by('order'),
      status: 'Shipped',
      additionalFields: { reason: 'packed' },
    },
  },
  {
    call: 'order.changeShippingDetails',
    parameters: {
      orderId: by('order'),
      updateFields: { address: 'Pier 4', countryId: code('GB') },
    },
  },
  {
    call: 'order.get',
    parameters: { orderId: by('order'), simplify: false },
    gives: /Shipped.*Pier 4|Pier 4.*Shipped/s,
  },
  { call: 'order.getAll', gives: /Shipped/ },

  {
    call: 'paymentLink.create',
    parameters: {
      currencyId: code('EUR'),
      items: lines({ quantity: '3', cost: '9.99', taxId: by('tax') }),
      additionalFields: { clientId: by('client') },
    },
    keepAs: 'paymentLink',
  },
  { call: 'paymentLink.getAll', gives: /PAY-0001/ },
  { call: 'paymentLink.getLink', parameters: { paymentLinkId: by('paymentLink') }, gives: /http:/ },

  { call: 'client.canDelete', parameters: { clientId: by('client') }, gives: /false/ },
  deletes('paymentLink', 'paymentLinkId'),
  deletes('order', 'orderId'),
  deletes('estimation', 'estimationId'),
  deletes('invoice', 'invoiceId'),
  deletes('category', 'invoiceCategoryId', 'invoiceCategory'),
  deletes('product', 'productId'),
  deletes('workType', 'workTypeId'),
  deletes('tax', 'taxId'),
  {
    call: 'client.upsert',
    parameters: { matchBy: 'Name', matchValue: 'Nobody yet', additionalFields: {} },
    keepAs: 'unused',
  },
  { call: 'client.delete', parameters: { clientId: by('unused') }, gives: /"deleted":true/ },
];

function deletes(name: Name, parameter: string, resource: string = name): Row {
  return {
    call: `${resource}.delete`,
    parameters: { [parameter]: by(name) },
    gives: /"deleted":true/,
  };
}
