import { expect, it } from 'vitest';

import description from '../../../vendor/envoice/openapi-v1.json' with { type: 'json' };
import { Api } from './api.ts';
import { startSandbox } from './harness.ts';

/** A call and what is known of its response. Ids from earlier responses are referenced by name. */
type Row = readonly [
  call: string,
  given: (ids: Readonly<Record<string, number>>) => object | number | undefined,
  answer: unknown,
  keepAs?: string,
];

const none = () => undefined;
const id = (name: string) => (ids: Readonly<Record<string, number>>) => ({ id: ids[name] });
const Id = (name: string) => (ids: Readonly<Record<string, number>>) => ({ Id: ids[name] });
const number = expect.any(Number);
const link = { Link: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/envoice\//) };

/** All 61 operations, in an order in which each finds what it needs. */
const table: readonly Row[] = [
  [
    'GET general/countries',
    none,
    expect.arrayContaining([{ Id: 235, Name: 'United Kingdom', Value: 'GB' }]),
  ],
  [
    'GET general/currencies',
    none,
    expect.arrayContaining([
      expect.objectContaining({ Id: 163, Value: 'EUR', Symbol: '€', Code: '978' }),
    ]),
  ],
  ['GET general/dateformats', none, expect.arrayContaining(['yyyy-MM-dd'])],
  [
    'GET general/uilanguages',
    none,
    expect.arrayContaining([{ Id: 3, Name: 'German', UiCulture: 'de-DE' }]),
  ],
  [
    'GET payment/supported',
    none,
    expect.arrayContaining([{ Name: 'paypal', SupportedCurrencies: [] }]),
  ],

  [
    'POST client/new',
    () => ({ Name: 'Ada & Co', Email: 'ada@example.com', ClientCurrencyId: 163 }),
    number,
    'client',
  ],
  ['POST client/update', (ids) => ({ Id: ids['client'], Vat: 'GB123' }), undefined],
  [
    'GET client/details',
    id('client'),
    expect.objectContaining({ Name: 'Ada & Co', Vat: 'GB123', Email: 'ada@example.com' }),
  ],
  ['GET client/all', none, expect.arrayContaining([expect.objectContaining({ Name: 'Ada & Co' })])],

  ['POST tax/new', () => ({ Name: 'VAT 21', Percentage: 21 }), number, 'tax'],
  ['POST tax/update', (ids) => ({ Id: ids['tax'], Percentage: 25 }), undefined],
  [
    'GET tax/all',
    none,
    expect.arrayContaining([expect.objectContaining({ Name: 'VAT 21', Percentage: 25 })]),
  ],

  ['POST worktype/new', () => ({ Title: 'Bookbinding' }), number, 'worktype'],
  ['POST worktype/update', (ids) => ({ Id: ids['worktype'], Title: 'Book binding' }), undefined],
  [
    'GET worktype/details',
    (ids) => ({ workTypeId: ids['worktype'] }),
    expect.objectContaining({ Title: 'Book binding' }),
  ],
  [
    'GET worktype/all',
    none,
    expect.arrayContaining([expect.objectContaining({ Title: 'Book binding' })]),
  ],
  [
    'GET worktype/search',
    () => ({ 'queryOptions.query': 'BINDING' }),
    [expect.objectContaining({ Title: 'Book binding' })],
  ],

  [
    'POST product/new',
    (ids) => ({
      Name: 'Notebook',
      CurrencyId: 163,
      ShippingAmount: 4,
      Items: [{ Cost: 10, TaxId: ids['tax'] }],
    }),
    number,
    'product',
  ],
  ['POST product/update', (ids) => ({ Id: ids['product'], Status: 'NotAvailable' }), undefined],
  [
    'GET product/details',
    id('product'),
    expect.objectContaining({
      Status: 'NotAvailable',
      SubTotalAmount: 10,
      TotalAmount: 12.5,
      TotalWithShipping: 16.5,
    }),
  ],
  ['GET product/all', none, expect.objectContaining({ TotalCount: 1, Count: 1 })],

  [
    'POST invoice/newcategory',
    () => ({ Name: 'Books' }),
    { Id: number, Name: 'Books' },
    'category',
  ],
  [
    'POST invoice/updatecategory',
    (ids) => ({ Id: ids['category'], Name: 'Printed' }),
    expect.objectContaining({ Name: 'Printed' }),
  ],
  [
    'GET invoice/allcategories',
    () => ({ query: 'print' }),
    expect.objectContaining({
      TotalCount: 1,
      Result: [expect.objectContaining({ Name: 'Printed' })],
    }),
  ],

  [
    'POST invoice/new',
    (ids) => ({
      ClientId: ids['client'],
      InvoiceCategoryId: ids['category'],
      Items: [{ WorkTypeId: ids['worktype'], TaxId: ids['tax'], Cost: 100, Quantity: 2 }],
    }),
    expect.objectContaining({ Number: 'INV-0001', Status: 'Draft', TotalAmount: 250 }),
    'invoice',
  ],
  [
    'POST invoice/update',
    (ids) => ({ Id: ids['invoice'], Notes: 'Thank you' }),
    expect.objectContaining({ Notes: 'Thank you', TotalAmount: 250 }),
  ],
  ['POST invoice/sendtoclient', (ids) => ({ InvoiceId: ids['invoice'], Message: 'Hey' }), number],
  ['POST invoice/sendtoaccountant', Id('invoice'), number],
  ['POST invoice/changestatus', (ids) => ({ Id: ids['invoice'], Status: 'Paid' }), true],
  ['GET invoice/status', id('invoice'), 'Paid'],
  ['GET invoice/uri', id('invoice'), link],
  ['GET invoice/pdf', id('invoice'), link],
  [
    'GET invoice/details',
    id('invoice'),
    expect.objectContaining({ Status: 'Paid', InvoiceCategoryId: number }),
  ],
  [
    'GET invoice/all',
    none,
    expect.objectContaining({ TotalCount: 1, IsFaulted: false, ErrorMessages: [] }),
  ],

  [
    'POST estimation/new',
    (ids) => ({ ClientId: ids['client'], Items: [{ Cost: 80, Quantity: 1.5 }] }),
    expect.objectContaining({ Number: 'EST-0001', Status: 'Draft', TotalAmount: 120 }),
    'estimation',
  ],
  [
    'POST estimation/update',
    (ids) => ({ Id: ids['estimation'], Terms: 'Half in advance' }),
    expect.objectContaining({ Terms: 'Half in advance' }),
  ],
  ['POST estimation/sendtoclient', (ids) => ({ EstimationId: ids['estimation'] }), number],
  ['POST estimation/changestatus', (ids) => ({ Id: ids['estimation'], Status: 'Accepted' }), true],
  ['GET estimation/status', id('estimation'), 'Accepted'],
  ['GET estimation/uri', id('estimation'), link],
  ['GET estimation/details', id('estimation'), expect.objectContaining({ Status: 'Accepted' })],
  ['GET estimation/all', none, expect.objectContaining({ TotalCount: 1 })],
  [
    'POST estimation/convert',
    (ids) => ids['estimation'],
    expect.objectContaining({ Number: 'INV-0002', TotalAmount: 120 }),
  ],

  [
    'POST order/new',
    (ids) => ({ ProductId: ids['product'], OrderBillingDetails: { Name: 'Eve' } }),
    number,
    'order',
  ],
  [
    'POST order/changestatus',
    (ids) => ({ Id: ids['order'], Status: 'Shipped', Reason: 'packed' }),
    undefined,
  ],
  [
    'POST order/changeshippingdetails',
    (ids) => ({ orderId: ids['order'], Address: 'Pier 4', CountryId: 235 }),
    undefined,
  ],
  [
    'GET order/details',
    id('order'),
    expect.objectContaining({
      Status: 'Shipped',
      Name: 'Notebook',
      TotalAmount: 12.5,
      TotalWithShipping: 16.5,
    }),
  ],
  ['GET order/all', none, expect.objectContaining({ TotalCount: 1 })],

  [
    'POST paymentlink/new',
    (ids) => ({ ClientId: ids['client'], Items: [{ Cost: 9.99, Quantity: 3, TaxId: ids['tax'] }] }),
    number,
    'paymentlink',
  ],
  [
    'GET paymentlink/all',
    none,
    expect.objectContaining({
      Result: [expect.objectContaining({ TotalAmount: 37.46, Number: 'PAY-0001' })],
    }),
  ],
  ['GET paymentlink/uri', id('paymentlink'), link],

  ['GET client/candelete', id('client'), false],
  ['POST paymentlink/delete', Id('paymentlink'), number],
  ['POST order/delete', Id('order'), number],
  ['POST estimation/delete', Id('estimation'), number],
  ['POST invoice/delete', Id('invoice'), number],
  ['POST invoice/deletecategory', Id('category'), number],
  ['POST product/delete', Id('product'), number],
  ['POST worktype/delete', Id('worktype'), number],
  ['POST tax/delete', Id('tax'), number],
  ['POST client/new', () => ({ Name: 'Nobody yet' }), number, 'unused'],
  ['POST client/delete', Id('unused'), number],
];

it('supports all 61 operations of the description', async () => {
  const { control } = await startSandbox();
  const api = new Api(control);
  const ids: Record<string, number> = {};

  for (const [call, given, expected, keepAs] of table) {
    const [method = '', operation = ''] = call.split(' ');
    const input = given(ids);
    const { orderId, ...body } = (typeof input === 'object' ? input : {}) as { orderId?: number };
    const answer =
      method === 'GET'
        ? await api.get(operation, input as Record<string, number>)
        : orderId === undefined
          ? await api.post(operation, input)
          : await api.post(`${operation}?orderId=${orderId}`, body);
    expect({ call, ...answer, headers: undefined }).toEqual({
      call,
      status: expected === undefined ? 204 : 200,
      body: expected ?? '',
    });
    if (keepAs !== undefined) ids[keepAs] = answer.body.Id ?? answer.body;
  }

  const called = new Set(table.map(([call]) => call));
  const described = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice('/api/'.length)}`),
  );
  expect(described).toHaveLength(61);
  expect([...called].toSorted()).toEqual(described.toSorted());
  const { body } = await control.call('GET', '/control/calls');
  expect(body.data).toHaveLength(61);
});
