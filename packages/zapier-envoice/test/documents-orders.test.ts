import { beforeAll, expect, test } from 'vitest';

import { orderSample } from '../src/records/samples.ts';
import { known, sharedAccount } from './support/account.ts';

const account = sharedAccount();
let product: { readonly id: number; readonly items: readonly { readonly Id: number }[] };

beforeAll(async () => {
  const id = Number(
    await account.envoice('product/new', {
      Name: 'Menu cards',
      CurrencyId: known.euro,
      Status: 'Active',
      Items: [
        { Description: 'A5', Cost: 0.345, ReferenceId: 'MENU-A5', TaxPercentage: 9 },
        { Description: 'A4', Cost: 0.5, TaxId: known.tax, WorkTypeId: known.workType },
      ],
    }),
  );
  const { Items } = await account.envoice(`product/details?id=${id}`);
  product = { id, items: Items };
});

const create = (input: object) => account.tester.create('create_order', input);
const bodies = (operation: string) => account.proxy.bodiesOf(operation);

test('sends an order as filled in and returns it in full', async () => {
  const made = await create({
    currency_id: String(known.euro),
    line_items: [
      {
        description: 'Poster',
        quantity: '2',
        unit_price: '24.50',
        tax_id: known.tax,
        reference: 'POSTER-50',
      },
    ],
    status: 'Processing',
    name: 'Posters',
    order_description: 'For the office',
    billing_name: 'Café Noordzee',
    billing_email: 'accounts@noordzee.example',
    billing_phone: '+31 20 123 4567',
    billing_address: 'Havenstraat 12',
    billing_country_id: 'NL',
    shipping_name: 'Reception',
    shipping_amount: '6.95',
    discount_amount: '',
    note: 'Please ring twice.',
  });
  expect(bodies('order/new')).toEqual([
    {
      CurrencyId: known.euro,
      Items: [
        {
          Description: 'Poster',
          Quantity: 2,
          Cost: 24.5,
          TaxId: known.tax,
          TaxPercentage: known.taxPercentage,
          ReferenceId: 'POSTER-50',
        },
      ],
      Status: 'Processing',
      Name: 'Posters',
      Description: 'For the office',
      OrderBillingDetails: {
        Name: 'Café Noordzee',
        Email: 'accounts@noordzee.example',
        PhoneNumber: '+31 20 123 4567',
        Address: 'Havenstraat 12',
        CountryId: expect.any(Number),
      },
      OrderShippingDetails: { Name: 'Reception' },
      ShippingAmount: 6.95,
      Note: 'Please ring twice.',
    },
  ]);
  expect(made).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    status: 'processing',
    customer_name: 'Café Noordzee',
    order: { buyer: { postalAddress: expect.any(Object) }, deliveryParty: { name: 'Reception' } },
    total: '65.75',
  });
  expect(Object.keys(made).toSorted()).toEqual(Object.keys(orderSample).toSorted());
});

test('an order for a product needs only the product', async () => {
  const made = await create({ product_id: product.id, line_items: [{}] });
  expect(bodies('order/new')).toEqual([{ ProductId: product.id }]);
  expect(made.line_items).toHaveLength(2);
});

test.each(['', ' ', null])('a product item fills in fields of the line with %j', async (empty) => {
  const [a5, a4] = product.items;
  const others = ['description', 'reference', 'unit_price', 'tax_id', 'tax_percentage'];
  await create({
    product_id: String(product.id),
    line_items: [
      {
        product_item_id: String(a5!.Id),
        quantity: '500',
        ...Object.fromEntries(others.map((key) => [key, empty])),
      },
      { product_item_id: a4!.Id, quantity: 10, unit_price: '0.45', tax_percentage: 0 },
    ],
  });
  expect(bodies('order/new')).toEqual([
    {
      ProductId: product.id,
      Items: [
        {
          ProductItemId: a5!.Id,
          Description: 'A5',
          ReferenceId: 'MENU-A5',
          Quantity: 500,
          Cost: 0.345,
          TaxPercentage: 9,
        },
        {
          ProductItemId: a4!.Id,
          Description: 'A4',
          WorkTypeId: known.workType,
          Quantity: 10,
          Cost: 0.45,
          TaxPercentage: 0,
        },
      ],
    },
  ]);
});

test.each([
  [{ line_items: [] }, 'Line Items: there are none, so nothing would be charged'],
  [{ product_id: 'Menu cards' }, 'Product: “Menu cards” is not an ID'],
  [{ line_items: [{ quantity: 2 }] }, 'Line Items 1 → Unit Price: this is empty'],
  [{ line_items: [{ unit_price: '1', quantity: 'two' }] }, 'Line Items 1 → Quantity'],
])('rejects %j without sending anything', async (input, message) => {
  await expect(create(input)).rejects.toThrow(message);
  expect(bodies('order/new')).toEqual([]);
});

test('names an item that the product does not have', async () => {
  const order = create({ product_id: product.id, line_items: [{ product_item_id: 1 }] });
  await expect(order).rejects.toThrow('Line Items 1 → Product Item: the product has no item “1”');
});

test('an unknown product is an error', async () => {
  await expect(create({ product_id: 999_999 })).rejects.toThrow('Check: Product.');
});

test('reports rejections in Envoice’s words', async () => {
  account.proxy.answer('order/new', {
    status: 200,
    body: { IsFaulted: true, ErrorMessages: [{ UserVisibleMessage: 'The shop is closed.' }] },
  });
  await expect(create({ product_id: product.id })).rejects.toThrow('The shop is closed.');
});

test('a product item without the product names the Product field', async () => {
  const made = create({ line_items: [{ product_item_id: '5501', quantity: 100 }] });
  await expect(made).rejects.toThrow('Product: this is empty, but a line contains a product item');
});

test('succeeds if a new order cannot be read again', async () => {
  account.proxy.answer('order/details', { status: 500, body: {} });
  const made = await create({ product_id: product.id });
  expect(made).toMatchObject({ id: expect.stringMatching(/^\d+$/), status: null });
  expect(Object.keys(made).toSorted()).toEqual(Object.keys(orderSample).toSorted());
});

test('changes the status of an order', async () => {
  const { id } = await create({ product_id: product.id });
  const changed = await account.tester.create('change_order_status', {
    order_id: id,
    status: 'Shipped',
    reason: 'On its way',
  });
  expect(bodies('order/changestatus')).toEqual([
    { Id: Number(id), Status: 'Shipped', Reason: 'On its way' },
  ]);
  expect(changed).toMatchObject({ id, status: 'shipped' });
  expect(Object.keys(changed).toSorted()).toEqual(Object.keys(orderSample).toSorted());
});

test('a status change that is not allowed halts the Zap and says why', async () => {
  const { id } = await create({ product_id: product.id });
  const change = (status: string) =>
    account.tester.create('change_order_status', { order_id: id, status });
  await change('Cancelled');
  await expect(change('Shipped')).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringContaining('cannot become Shipped'),
  });
});

test('a status change says that an order does not exist, is missing, or has no status', async () => {
  const change = (order_id: unknown, status: string) =>
    account.tester.create('change_order_status', { order_id, status });
  await expect(change(999_999, 'Shipped')).rejects.toThrow(/did not find it/);
  await expect(change('', 'Shipped')).rejects.toThrow('Order: this is empty');
  await expect(change(1, '')).rejects.toThrow('Status: this is empty');
});
