import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { DrupalInvoice } from '../../nodes/DrupalInvoice/DrupalInvoice.node.ts';
import { row, runNode, sample, site, siteCredentials } from './support.ts';
import type { Asked } from './support.ts';

const get = { operation: 'get', invoiceId: { mode: 'list', value: '7' }, output: 'site' };
const paths = (asked: readonly Asked[]) =>
  asked.map(({ method, url }) => `${method} ${url.replace('https://example.com/drupal', '')}`);

test('get gives strict types, every member, the right number and the total', async () => {
  const { items, asked } = await runNode({ parameters: get });
  expect(asked).toEqual([
    {
      method: 'GET',
      url: 'https://example.com/drupal/invoice/api/invoice.json/7',
      headers: { accept: 'application/json', authorization: 'Basic YWRhOmNvcnJlY3QtaG9yc2U=' },
      body: undefined,
    },
  ]);
  expect(items).toEqual([
    {
      json: expect.objectContaining({
        id: '7',
        number: 'A20260007',
        total: '68.86',
        leading_zeros: 4,
        pay_status: 'unpaid',
        description: null,
        customer: expect.objectContaining({ customer_number: '1', city: null }),
        items: [expect.objectContaining({ weight: 0 }), expect.objectContaining({ weight: 1 })],
      }),
      pairedItem: { item: 0 },
    },
  ]);
});

test('the canonical invoice, and the simplified one', async () => {
  const parameters = [
    { ...get, output: 'canonical', options: { currency: 'eur' } },
    { ...get, output: 'simple' },
  ];
  const { items } = await runNode({ parameters });
  const [canonical, simple] = items.map(({ json }) => json);
  expect(canonical).toMatchObject({
    id: '7',
    number: 'A20260007',
    currency: 'EUR',
    totals: { taxExclusiveAmount: '56.91', payableAmount: '68.86' },
  });
  expect(simple).toEqual({
    id: '7',
    number: 'A20260007',
    status: 'unpaid',
    customer: 'Awesome company',
    issueDate: '2026-11-20',
    dueDate: '2026-12-04',
    currency: null,
    total: '68.86',
    payable: '68.86',
  });
});

test('of a paid invoice nothing is payable', async () => {
  const { items } = await runNode({
    parameters: { ...get, output: 'simple' },
    answer: () => ({ body: { ...sample, pay_status: 'paid' } }),
  });
  expect(items[0]?.json).toMatchObject({ status: 'paid', total: '68.86', payable: '0.00' });
});

test('a status that only the site knows is simplified as it is there', async () => {
  const { items } = await runNode({
    parameters: { ...get, output: 'simple' },
    answer: () => ({ body: { ...sample, pay_status: 'in collection' } }),
  });
  expect(items[0]?.json).toMatchObject({ status: 'in collection' });
});

test.each([
  ['A20260007', 3],
  [{ mode: 'number', value: ' A20260007 ' }, 3],
  ['7', 2],
  [7, 2],
])('the invoice %j is found', async (invoiceId, requests) => {
  const { items, asked } = await runNode({ parameters: { ...get, invoiceId } });
  expect(items[0]?.json['id']).toBe('7');
  expect(asked).toHaveLength(requests);
});

test.each(['A20260099', '20260007', '99', 'x'])(
  'there is no invoice %s, and no other in its place',
  async (invoiceId) => {
    await expect(runNode({ parameters: { ...get, invoiceId } })).rejects.toMatchObject({
      message: 'Invoice 7 could not find this',
      description: expect.stringContaining(`The site has no invoice "${invoiceId}"`),
    });
  },
);

test('get many with Return All ignores the limit, which is hidden then', async () => {
  const { items } = await runNode({
    parameters: { operation: 'getAll', returnAll: true, limit: 2 },
    answer: () => ({ body: [1, 2, 3].map((id) => ({ ...row, id })) }),
  });
  expect(items.map(({ json }) => json['id'])).toEqual(['1', '2', '3']);
});

test('get many: as the list has them, up to a limit, with what is asked for', async () => {
  const rows = [1, 2, 3].map((id) => ({ ...row, id, pay_status: id === 2 ? 'paid' : 'unpaid' }));
  const { items, asked } = await runNode({
    parameters: [
      { operation: 'getAll', limit: 2 },
      { operation: 'getAll', returnAll: true, filters: { payStatus: 'paid' }, simplify: false },
      {
        operation: 'getAll',
        filters: { template: 'default', customerNumber: '1', year: 2026, month: 11, day: 20 },
        sort: { by: 'n.changed', order: 'asc' },
      },
    ],
    answer: () => ({ body: rows }),
  });
  expect(items.map(({ json, pairedItem }) => [json['id'], pairedItem])).toEqual([
    ['1', { item: 0 }],
    ['2', { item: 0 }],
    ['2', { item: 1 }],
    ['1', { item: 2 }],
    ['2', { item: 2 }],
    ['3', { item: 2 }],
  ]);
  expect(items[0]?.json).toEqual({
    id: '1',
    number: 'A20260007',
    total: '68.86',
    status: 'unpaid',
    customer: 'Awesome company',
    template: 'default',
    created: row.created,
    changed: row.changed,
  });
  expect(items[2]?.json).toMatchObject({ customer: { company_name: 'Awesome company' } });
  const list = '/invoice/api/invoice.json?';
  expect(paths(asked)).toEqual([
    `GET ${list}max_results=2&page=0&sort=n.nid&order=desc`,
    `GET ${list}max_results=500&page=0&sort=n.nid&order=desc`,
    `GET ${list}max_results=50&page=0&sort=n.changed&order=asc&template=default&customer_number=1&year=2026&month=11&day=20`,
  ]);
});

test.each([
  [{ filters: { year: 'last year' } }, 'Created in Year: “last year” is not a number'],
  [{ filters: { year: 2026, month: 'May' } }, 'Created in Month: “May” is not a number'],
  [{ filters: { year: 2026, month: 5, day: 1.5 } }, 'Created on Day: “1.5” is not a whole number'],
  [{ filters: { year: 2026, month: 13 } }, 'Created in Month: 13 is out of range'],
  [{ filters: { month: 5 } }, 'Created in Year: this is missing'],
  [{ filters: { year: 2026, day: 5 } }, 'Created in Month: this is missing'],
  [{ filters: { payStatus: 'open' } }, 'Pay Status: “open” is neither paid nor unpaid'],
  [{ filters: { payStatus: 'paid' }, limit: 'all' }, 'Limit: “all” is not a number'],
  [{ filters: { payStatus: 'paid' }, limit: 0 }, 'Limit: 0 is too small'],
])('get many takes no %j for the whole list', async (given, message) => {
  const parameters = { operation: 'getAll', ...given };
  await expect(runNode({ parameters })).rejects.toMatchObject({
    message: expect.stringContaining(message),
  });
});

test('what an expression gives may be text', async () => {
  const filters = { year: ' 2026 ', month: '11', day: '', payStatus: 'Unpaid' };
  const { items, asked } = await runNode({
    parameters: { operation: 'getAll', filters, limit: '1' },
    answer: () => ({ body: [1, 2].map((id) => ({ ...row, id })) }),
  });
  expect(items).toHaveLength(1);
  expect(paths(asked)).toEqual([
    'GET /invoice/api/invoice.json?max_results=500&page=0&sort=n.nid&order=desc&year=2026&month=11',
  ]);
});

test('invoices to choose from, page after page', async () => {
  const rows = Array.from({ length: 250 }, (_, index) => ({ ...row, id: 250 - index }));
  const context = {
    getNode: () => ({ name: 'Drupal Invoice' }),
    getTimezone: () => 'UTC',
    getCredentials: async () => siteCredentials,
    helpers: {
      httpRequestWithAuthentication: async (_type: string, { url }: IHttpRequestOptions) => {
        const { searchParams } = new URL(url);
        const [page, size] = ['page', 'max_results'].map((name) => Number(searchParams.get(name)));
        const body = JSON.stringify(rows.slice(page! * size!, (page! + 1) * size!));
        return { statusCode: 200, headers: {}, body: new TextEncoder().encode(body) };
      },
    },
  } as unknown as ILoadOptionsFunctions;
  const { searchInvoices } = new DrupalInvoice().methods.listSearch;
  const found = async (filter?: string) => {
    const values: unknown[] = [];
    let token: string | undefined;
    do {
      const { results, paginationToken } = await searchInvoices.call(context, filter, token);
      for (const { name, value } of results) {
        expect(name).toBe('A20260007 · Awesome company · 68.86 · unpaid');
        values.push(value);
      }
      token = paginationToken as string | undefined;
      expect(values.length).toBeLessThanOrEqual(rows.length);
    } while (token !== undefined);
    return values;
  };
  const all = rows.map(({ id }) => String(id));
  expect(await found()).toEqual(all);
  expect(await found('awesome')).toEqual(all);
  expect(await found('nobody')).toEqual([]);
});

test('HTML, and a PDF byte for byte', async () => {
  const pdf = Uint8Array.from([...new TextEncoder().encode('%PDF-1.7\n'), 0, 255, 128]);
  const { items } = await runNode({
    parameters: [
      { operation: 'getHtml', invoiceId: 'A20260007' },
      { operation: 'getPdf', invoiceId: '7', binaryPropertyName: 'invoice' },
    ],
    answer: (asked) => {
      if (asked.url.includes('.pdf')) return { body: pdf };
      return asked.url.includes('.html') ? { body: '<html>Invoice</html>' } : site(asked);
    },
  });
  const [html, file] = items;
  expect(html?.json).toEqual({ id: '7', html: '<html>Invoice</html>' });
  expect(file?.json).toEqual({ id: '7', fileName: 'invoice-7.pdf', fileSize: pdf.length });
  const { data, fileName, mimeType } = (file?.binary?.['invoice'] ?? {}) as Record<string, unknown>;
  expect({ fileName, mimeType }).toEqual({
    fileName: 'invoice-7.pdf',
    mimeType: 'application/pdf',
  });
  expect(data).toBeInstanceOf(Buffer);
  expect([...(data as Buffer)]).toEqual([...pdf]);
});

test('with "continue", the others come out, each with the item that it came of', async () => {
  const parameters = [{ ...get, invoiceId: '8' }, get];
  const answer = (asked: Asked) => (asked.url.endsWith('/8') ? { status: 401 } : site(asked));
  const { items } = await runNode({ parameters, answer, continueOnFail: true });
  expect(items).toEqual([
    {
      json: {
        error: 'Invoice 7 does not accept the credentials',
        details: expect.stringContaining('401'),
      },
      pairedItem: { item: 0 },
    },
    { json: expect.objectContaining({ id: '7' }), pairedItem: { item: 1 } },
  ]);
});

test('a currency that is none is refused before anything is sent', async () => {
  const parameters = { ...get, options: { currency: 'euro' } };
  await expect(runNode({ parameters })).rejects.toThrow(/not a currency/);
});

test('credentials that cannot work', async () => {
  const credentials = { ...siteCredentials, baseUrl: 'example.com' };
  await expect(runNode({ parameters: get, credentials })).rejects.toMatchObject({
    message: 'The credentials of this node are invalid',
    description: expect.stringContaining('Base URL must be the plain http or https URL'),
  });
});

test('since version 2 there are numbers beside amounts', async () => {
  const invoiceId = { __rl: true, mode: 'list', value: '7' };
  const getAs = async (output: string, typeVersion = 2) => {
    const parameters = { operation: 'get', invoiceId, output };
    return (await runNode({ parameters, typeVersion })).items[0]?.json;
  };
  expect(await getAs('simple')).toMatchObject({ total: '68.86', totalNumber: 68.86 });
  expect(await getAs('site')).toMatchObject({
    totalNumber: 68.86,
    items: [{ unitcost: '50.75', unitcostNumber: 50.75 }, { quantityNumber: 28 }],
  });
  expect(await getAs('canonical')).toMatchObject({ totals: { payableAmountNumber: 68.86 } });
  expect(await getAs('simple', 1)).not.toHaveProperty('totalNumber');
});

/** Where a text is an amount, such as `items.0.unitcost`, without a number beside it; not in what only the site knows. */
function withoutNumber(json: object, path = ''): readonly string[] {
  return Object.entries(json).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'extensions') return [];
    if (typeof value === 'object' && value !== null) return withoutNumber(value, `${path}${name}.`);
    const isAmount = typeof value === 'string' && /^-?\d+\.\d+$/.test(value);
    return isAmount && !(`${name}Number` in json) ? [`${path}${name}`] : [];
  });
}

test.each(['simple', 'site', 'canonical'])(
  'no amount is without its number: %s',
  async (output) => {
    const { items } = await runNode({ parameters: { ...get, output }, typeVersion: 2 });
    expect(withoutNumber(items[0]!.json)).toEqual([]);
  },
);
