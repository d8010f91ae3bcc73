import { expect, test } from 'vitest';

import { runNode, sample, site } from './support.ts';
import type { Asked } from './support.ts';

const create = {
  operation: 'create',
  output: 'site',
  itemsInput: 'fields',
  template: 'default',
  payLimit: 14,
};
const createOne = { ...create, customer: { company_name: 'Ada & Co' } };
const update = { ...create, operation: 'update', invoiceId: { mode: 'list', value: '7' } };
const item = { description: 'SMS', quantity: '28', unitcost: '0.22', vat: '21' };
/** Returns the bodies that were sent to save an invoice. */
const written = (asked: readonly Asked[]) =>
  asked.filter(({ method, url }) => method !== 'GET' && url.includes('/invoice/api'));
const bodyOf = (asked: readonly Asked[]) => written(asked)[0]?.body;

test('create sends what was filled in, and gives the invoice that came of it', async () => {
  const { items, asked } = await runNode({
    parameters: {
      ...create,
      customer: { company_name: 'Awesome company', coc_number: '0012345', zipcode: '1234 AB' },
      items: {
        item: [item, { description: 'Free', quantity: 1, unitcost: 0, vat: '', weight: '2' }],
      },
      additionalFields: {
        leading_zeros: 4,
        prefix: '%Y',
        pay_status: 'unpaid',
        otherMembers: '{ "ref": "PO-1" }',
      },
    },
  });
  expect(asked.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    'POST /drupal/user/login',
    'GET /drupal/invoice/api/token',
    'POST /drupal/invoice/api/invoice.json',
    'GET /drupal/invoice/api/invoice.json/7',
  ]);
  expect(asked[0]?.body).toMatchObject({ name: 'ada', pass: 'correct-horse' });
  expect(written(asked)).toMatchObject([
    { headers: { cookie: 'SESSa=session-1', 'x-csrf-token': expect.stringMatching(/^token-/) } },
  ]);
  expect(bodyOf(asked)).toEqual({
    ref: 'PO-1',
    template: 'default',
    pay_limit: 14,
    leading_zeros: 4,
    prefix: '%Y',
    pay_status: 'unpaid',
    customer: { company_name: 'Awesome company', coc_number: '0012345', zipcode: '1234 AB' },
    items: [item, { description: 'Free', quantity: '1', unitcost: '0', weight: 2 }],
  });
  expect(items[0]?.json).toMatchObject({ id: '7', number: 'A20260007', total: '68.86' });
});

test.each([
  {},
  { customer: { company_name: '', city: ' ' }, items: { item: [] } },
  { itemsInput: 'json', itemsJson: [] },
])('an empty invoice, which the site would never delete, is not created: %j', async (given) => {
  const { failure, asked } = await runNode({ parameters: { ...create, ...given } }).then(
    (result) => ({ ...result, failure: undefined }),
    (error: unknown) => ({ failure: error, asked: [] as Asked[] }),
  );
  expect(failure).toMatchObject({ message: 'There is nothing to invoice' });
  expect(asked).toEqual([]);
});

test('one field of a customer is enough for an invoice', async () => {
  const customer = { company_name: '', city: 'Utrecht' };
  const { asked } = await runNode({ parameters: { ...create, customer } });
  expect(bodyOf(asked)).toMatchObject({ customer: { city: 'Utrecht' } });
});

test('an item of JSON without a quantity is one of it, and an empty quantity is refused', async () => {
  const sent = (itemsJson: string) =>
    runNode({ parameters: { ...create, itemsInput: 'json', itemsJson } });
  const { asked } = await sent('[{ "description": "SMS", "unitcost": "0.22" }]');
  expect(bodyOf(asked)).toMatchObject({ items: [{ quantity: '1', unitcost: '0.22' }] });
  await expect(sent('[{ "quantity": "", "unitcost": "0.22" }]')).rejects.toMatchObject({
    message: 'Line Items 1 → Quantity: this is empty',
  });
});

test('many items of an execution share one login', async () => {
  const { asked, items } = await runNode({
    parameters: [createOne, createOne, update, createOne].map((one) => ({
      ...one,
      additionalFields: { description: 'x' },
    })),
  });
  expect(items).toHaveLength(4);
  expect(written(asked)).toHaveLength(4);
  expect(asked.filter(({ url }) => url.endsWith('/user/login'))).toHaveLength(1);
});

test('a new invoice needs a template and days to pay', async () => {
  await expect(runNode({ parameters: { ...createOne, template: ' ' } })).rejects.toMatchObject({
    message: 'Template: this is missing',
  });
  await expect(runNode({ parameters: { ...createOne, payLimit: 70_000 } })).rejects.toMatchObject({
    message: 'Pay Limit (Days): this is missing or out of range',
  });
});

test.each([
  ['0.12345678901234567891', '0.12345678901234567891'],
  [' 50.75 ', '50.75'],
  [50.75, '50.75'],
  [0.1 + 0.2, '0.3'],
  [19.99 * 1.21, '24.1879'],
  [1e-7, '0.0000001'],
  [9_007_199_254_740_991, '9007199254740991'],
  [-3, '-3'],
])('the amount %j goes out as %j', async (unitcost, text) => {
  const parameters = { ...create, items: { item: [{ ...item, unitcost }] } };
  const { asked } = await runNode({ parameters });
  expect(bodyOf(asked)).toMatchObject({ items: [{ ...item, unitcost: text }] });
});

test.each([
  ['1,500', '“1,500” is ambiguous', /1\.500 or as 1500/],
  ['5 10', '“5 10” is not one number but 2: 5 and 10', /Enter one/],
  ['', 'this is empty', /Fill it in/],
  ['x', '“x” is not a number', /decimal point/],
  [Number.NaN, '“null” is not a number', /decimal point/],
  [Number.POSITIVE_INFINITY, '“null” is not a number', /decimal point/],
])('the amount %j is refused, and nothing is sent', async (unitcost, problem, fix) => {
  const asked: Asked[] = [];
  const running = runNode({
    parameters: { ...create, items: { item: [{ ...item, unitcost }] } },
    answer: (one) => {
      asked.push(one);
      return {};
    },
  });
  await expect(running).rejects.toMatchObject({
    name: 'NodeOperationError',
    message: `Line Items 1 → Unit Cost: ${problem}`,
    description: expect.stringMatching(fix),
    context: { itemIndex: 0 },
  });
  expect(asked).toEqual([]);
});

test('items as JSON, in text or from an expression, with every digit', async () => {
  const json = '[{ "description": "A", "quantity": 2, "unitcost": 0.12345678901234567891 }]';
  const parameters = [json, [{ ...item, weight: 3 }], '', '[]'].map((itemsJson) => ({
    ...update,
    itemsInput: 'json',
    itemsJson,
    additionalFields: { pay_status: 'paid' },
  }));
  const { asked } = await runNode({ parameters });
  expect(written(asked).map(({ body }) => (body as { items?: unknown }).items)).toEqual([
    [{ description: 'A', quantity: '2', unitcost: '0.12345678901234567891' }],
    [{ ...item, weight: 3 }],
    undefined,
    undefined,
  ]);
});

test.each([
  [{ itemsInput: 'json', itemsJson: '[{]' }, '"Line Items (JSON)" is not valid JSON'],
  [{ itemsInput: 'json', itemsJson: '{}' }, '"Line Items (JSON)" is not a list of items'],
  [{ itemsInput: 'json', itemsJson: '["x"]' }, '"Line Items (JSON)" is not a list of items'],
  [{ additionalFields: { otherMembers: '[]' } }, '"Other Members (JSON)" is not an object'],
])('%j is refused: %s', async (wrong, message) => {
  await expect(runNode({ parameters: { ...create, ...wrong } })).rejects.toMatchObject({ message });
});

test('update keeps what is not given', async () => {
  const changes = { additionalFields: { pay_status: 'paid' }, customer: { city: 'Utrecht' } };
  const { asked, items } = await runNode({ parameters: { ...update, ...changes } });
  expect(bodyOf(asked)).toEqual({
    leading_zeros: 4,
    prefix: 'A%Y',
    template: 'default',
    pay_limit: 14,
    pay_status: 'paid',
    customer: { customer_number: 1, company_name: 'Awesome company', city: 'Utrecht' },
  });
  expect(items[0]?.json).toMatchObject({ id: '7', number: 'A20260007' });
});

test.each([{}, { itemsInput: 'json', itemsJson: '[]' }, { itemsInput: 'json', itemsJson: [] }])(
  'an update without a change is refused: %j',
  async (given) => {
    // A site keeps its items if the list of new ones is empty.
    await expect(runNode({ parameters: { ...update, ...given } })).rejects.toThrow(
      'There is nothing to update',
    );
  },
);

test('what was saved is no error when it cannot be read afterwards', async () => {
  const answers = [{ status: 502 }, { body: { ...sample, items: [{ unitcost: '1,50' }] } }];
  for (const after of answers) {
    const { items } = await runNode({
      parameters: createOne,
      answer: (asked) => (asked.method === 'GET' && asked.url.endsWith('/7') ? after : site(asked)),
    });
    expect(items[0]?.json).toMatchObject({ id: '7', total: null });
  }
});

test('a failure that may have made an invoice is not repeated; one that cannot is told so', async () => {
  const failing = async (status: number, body: string) => {
    let count = 0;
    const running = runNode({
      parameters: createOne,
      answer: (asked) => {
        if (!asked.url.endsWith('invoice.json')) return site(asked);
        count += 1;
        return { status, body };
      },
    });
    const error: unknown = await running.catch((thrown: unknown) => thrown);
    expect(count).toBe(1);
    return error;
  };
  expect(await failing(500, '<html>Error</html>')).toMatchObject({
    message: 'Invoice 7 failed',
    description: expect.stringContaining('It may have been done anyway'),
  });
  expect(await failing(500, '')).toMatchObject({
    message: 'Invoice 7 rejected the request',
    description: expect.stringContaining('nothing was saved'),
  });
});
