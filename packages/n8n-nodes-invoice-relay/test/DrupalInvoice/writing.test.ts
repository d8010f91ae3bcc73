import { expect, test } from 'vitest';

import { runNode, sample } from './support.ts';
import type { Asked } from './support.ts';

const create = { operation: 'create', output: 'site', itemsInput: 'fields' };
const update = { ...create, operation: 'update', invoiceId: '7' };
const item = { description: 'SMS', quantity: '28', unitcost: '0.22', vat: '21' };
const saved = ({ body }: Asked) => ({ body: { ...sample, id: 9, ...(body as object) } });

test('create sends what was filled in, in the form of the vendor’s sample', async () => {
  const { items, asked } = await runNode({
    parameters: {
      ...create,
      customer: { company_name: 'Awesome company', coc_number: '12345678', zipcode: '1234 AB' },
      items: { item: [item, { description: 'Free', quantity: 1, unitcost: 0, vat: '' }] },
      additionalFields: {
        leading_zeros: 4,
        pay_limit: 14,
        prefix: '%Y',
        pay_status: 'unpaid',
        otherMembers: '{ "ref": "PO-1" }',
      },
    },
    answer: saved,
  });
  expect(asked).toMatchObject([
    { method: 'POST', url: 'https://example.com/drupal/invoice/api/invoice.json' },
  ]);
  expect(asked[0]?.body).toEqual({
    ref: 'PO-1',
    leading_zeros: '4',
    pay_limit: 14,
    prefix: '%Y',
    pay_status: 'unpaid',
    customer: { company_name: 'Awesome company', coc_number: 12345678, zipcode: '1234 AB' },
    items: [item, { description: 'Free', quantity: '1', unitcost: '0' }],
  });
  // 28 × 0.22 = 6.16, and 21 % of it.
  expect(items[0]?.json).toMatchObject({ id: '9', total: '7.45', pay_limit: 14, ref: 'PO-1' });
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
  const { asked } = await runNode({ parameters, answer: saved });
  expect(asked[0]?.body).toEqual({ items: [{ ...item, unitcost: text }] });
});

test.each([
  ['1,500', '“1,500” is not sure to be one number', /1\.500 or as 1500/],
  ['5 10', '“5 10” is no number, but 2: 5 and 10', /Give one/],
  ['', 'this is empty', /Fill it in/],
  ['x', '“x” is no number', /with a dot/],
  [Number.NaN, '“null” is no number', /with a dot/],
  [Number.POSITIVE_INFINITY, '“null” is no number', /with a dot/],
])('the amount %j is refused, and nothing is sent', async (unitcost, problem, mend) => {
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
    message: `Items 1 → Unit Cost: ${problem}`,
    description: expect.stringMatching(mend),
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
  const { asked } = await runNode({ parameters, answer: saved });
  expect(asked.map(({ body }) => (body as { items?: unknown }).items)).toEqual([
    [{ description: 'A', quantity: '2', unitcost: '0.12345678901234567891' }],
    [{ ...item, weight: 3 }],
    undefined,
    [],
  ]);
});

test.each([
  [{ itemsInput: 'json', itemsJson: '[{]' }, '"Items (JSON)" is no valid JSON'],
  [{ itemsInput: 'json', itemsJson: '{}' }, '"Items (JSON)" is no list of items'],
  [{ itemsInput: 'json', itemsJson: '["x"]' }, '"Items (JSON)" is no list of items'],
  [{ additionalFields: { otherMembers: '[]' } }, '"Other Members (JSON)" is no object'],
])('%j is refused: %s', async (wrong, message) => {
  await expect(runNode({ parameters: { ...create, ...wrong } })).rejects.toMatchObject({ message });
});

test('update sends what changes, or the whole invoice', async () => {
  const changes = { additionalFields: { pay_status: 'paid' }, customer: { city: 'Utrecht' } };
  const { asked, items } = await runNode({
    parameters: [
      { ...update, ...changes },
      { ...update, ...changes, options: { sendWhole: true } },
    ],
    answer: (one) => (one.method === 'GET' ? { body: { id: 7, ...sample } } : saved(one)),
  });
  expect(asked.map(({ method }) => method)).toEqual(['PUT', 'GET', 'PUT']);
  expect(asked[0]?.body).toEqual({ pay_status: 'paid', customer: { city: 'Utrecht' } });
  expect(asked[2]?.body).toEqual({
    ...sample,
    pay_status: 'paid',
    customer: { ...sample.customer, city: 'Utrecht' },
  });
  expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
});

test('an update without a change is refused', async () => {
  await expect(runNode({ parameters: update })).rejects.toThrow('There is nothing to update');
});

test('what was saved is no error, whatever the site answers', async () => {
  const answers = [{ id: 9 }, '', { id: 9, items: [{ unitcost: '1,50', quantity: '1' }] }, sample];
  const parameters = answers.map(() => ({ ...create, items: { item: [item] } }));
  const { items } = await runNode({ parameters, answer: () => ({ body: answers.shift() }) });
  expect(items.map(({ json: { id, number, total } }) => ({ id, number, total }))).toEqual([
    { id: '9', number: null, total: null },
    { id: null, number: null, total: null },
    { id: '9', number: null, total: null },
    { id: null, number: null, total: '68.86' },
  ]);
  expect(items[0]?.json['answer']).toEqual({ id: 9 });
});

test('a failure that may have made an invoice is not repeated', async () => {
  let count = 0;
  const running = runNode({
    parameters: { ...create, items: { item: [item] } },
    answer: () => {
      count += 1;
      return { status: 500 };
    },
  });
  await expect(running).rejects.toMatchObject({
    message: 'Invoice 7 failed',
    description: expect.stringContaining('It may have been done all the same'),
  });
  expect(count).toBe(1);
});
