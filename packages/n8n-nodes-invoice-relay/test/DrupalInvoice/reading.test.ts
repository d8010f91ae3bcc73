import { expect, test } from 'vitest';

import { runNode, sample } from './support.ts';

const get = { operation: 'get', invoiceId: 7, output: 'site' };
const site = () => ({ body: { id: '7', created: '1795179600', ...sample, own: { kept: true } } });

test('get gives strict types, what is not documented, number and total', async () => {
  const { items, asked } = await runNode({ parameters: get, answer: site });
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
        number: '20260007',
        // 50.75 + 28 × 0.22 = 56.91, and 21 % of it.
        total: '68.86',
        leading_zeros: 4,
        pay_limit: 14,
        pay_status: 'unpaid',
        description: null,
        own: { kept: true },
        customer: expect.objectContaining({ customer_number: '1', city: null }),
      }),
      pairedItem: { item: 0 },
    },
  ]);
});

test('the canonical invoice, and the simplified one', async () => {
  const parameters = [
    { ...get, output: 'canonical', options: { currency: 'eur', timeZone: 'UTC' } },
    { ...get, output: 'simple' },
  ];
  const { items } = await runNode({ parameters, answer: site });
  const [canonical, simple] = items.map(({ json }) => json);
  expect(canonical).toMatchObject({
    id: '7',
    number: '20260007',
    currency: 'EUR',
    invoiceTypeCode: '380',
    totals: { taxExclusiveAmount: '56.91', payableAmount: '68.86' },
  });
  expect(simple).toEqual({
    id: '7',
    number: '20260007',
    status: 'unpaid',
    customer: 'Awesome company',
    issueDate: '2026-11-20',
    dueDate: '2026-12-04',
    currency: null,
    total: '68.86',
    payable: '68.86',
  });
});

test('a number is not made of a number', async () => {
  const created = { ...sample, created: '1795179600' };
  const numberOf = async (invoiceId: string, body: unknown) => {
    const { items } = await runNode({
      parameters: { ...get, invoiceId },
      answer: () => ({ body }),
    });
    return [items[0]?.json['id'], items[0]?.json['number']];
  };
  expect(await numberOf('7', created)).toEqual(['7', '20260007']);
  expect(await numberOf('20260007', created)).toEqual(['20260007', null]);
  const told = { ...created, id: 7 };
  expect(await numberOf('20260007', told)).toEqual(['7', '20260007']);
  const own = { ...sample, invoice_number: 'A-7' };
  expect(await numberOf('20260007', own)).toEqual(['20260007', 'A-7']);
});

test('HTML, and a PDF byte for byte', async () => {
  const pdf = Uint8Array.from([...new TextEncoder().encode('%PDF-1.7\n'), 0, 255, 128]);
  const { items, asked } = await runNode({
    parameters: [
      { operation: 'getHtml', invoiceId: '20260007' },
      { operation: 'getPdf', invoiceId: '7', binaryPropertyName: 'invoice' },
    ],
    answer: ({ url }) => ({ body: url.includes('.pdf') ? pdf : '<html>Invoice</html>' }),
  });
  expect(asked.map(({ url }) => url.slice(-21))).toEqual(
    ['invoice.html/20260007', 'e/api/invoice.pdf/7'].map((end) => expect.stringContaining(end)),
  );
  const [html, file] = items;
  expect(html?.json).toEqual({ id: '20260007', html: '<html>Invoice</html>' });
  expect(file?.json).toEqual({ id: '7', fileName: 'invoice-7.pdf', fileSize: pdf.length });
  const { data, fileName, mimeType } = (file?.binary?.['invoice'] ?? {}) as Record<string, unknown>;
  expect({ fileName, mimeType }).toEqual({
    fileName: 'invoice-7.pdf',
    mimeType: 'application/pdf',
  });
  expect(data).toBeInstanceOf(Buffer);
  expect([...(data as Buffer)]).toEqual([...pdf]);
});

test('an error names the item and says what to mend', async () => {
  const parameters = [get, { ...get, invoiceId: '8' }];
  const answer = ({ url }: { url: string }) => (url.endsWith('/8') ? { status: 404 } : site());
  await expect(runNode({ parameters, answer })).rejects.toMatchObject({
    name: 'NodeApiError',
    message: 'Invoice 7 knows no such thing',
    description: expect.stringContaining('Check the id'),
    httpCode: '404',
    context: { itemIndex: 1 },
  });
});

test('with "continue", the others come out, each with the item that it came of', async () => {
  const parameters = [{ ...get, invoiceId: '8' }, get];
  const answer = ({ url }: { url: string }) => (url.endsWith('/8') ? { status: 401 } : site());
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

test.each([
  [{ currency: 'euro' }, /no currency/],
  [{ timeZone: 'Mars/Base' }, /no time zone/],
])('the option %j is refused before anything is sent', async (options, message) => {
  const parameters = { ...get, options };
  await expect(runNode({ parameters })).rejects.toThrow(message);
});

test('an id that leads elsewhere, and credentials that cannot work', async () => {
  const parameters = { ...get, invoiceId: '../user' };
  await expect(runNode({ parameters })).rejects.toMatchObject({
    description: expect.stringContaining('slash'),
  });
  const credentials = { baseUrl: 'example.com', authentication: 'none' };
  await expect(runNode({ parameters: get, credentials })).rejects.toMatchObject({
    message: 'The credentials of this node cannot work',
    description: expect.stringContaining('Base URL must be the plain http or https URL'),
  });
});
