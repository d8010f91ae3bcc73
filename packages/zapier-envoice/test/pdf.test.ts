import { beforeAll, expect, test } from 'vitest';
import type { Bundle, ZObject } from 'zapier-platform-core';

import app from '../src/index.ts';
import { sharedAccount } from './support/account.ts';
import { differencesIn } from './support/shape.ts';

const account = sharedAccount();
let id: number;

beforeAll(async () => {
  const made: unknown = await account.envoice('invoice/new', {
    ClientId: 2185,
    CurrencyId: 163,
    Number: '2026/Ü 42',
    Status: 'Unpaid',
    Items: [{ Cost: 10, Quantity: 1 }],
  });
  id = (made as { Id: number }).Id;
  const activity = { type: 'InvoiceDigitallySigned', invoiceId: id };
  await account.sandbox.control('POST', 'activities', activity);
});

/** What a step gives for a file: Zapier hands it back when the file is wanted. */
function readPointer(pointer: string) {
  const [, json = ''] = /^hydrate\|\|\|(.*)\|\|\|hydrate$/.exec(pointer) ?? [];
  return JSON.parse(json) as { type: string; method: string; bundle: object };
}

/** Runs the hydrator as Zapier does, up to where Zapier takes the file: that needs its servers. */
async function stash(inputData: object) {
  const stashed: unknown[] = [];
  const url = await account.tester.run(
    (z: ZObject, bundle: Bundle) => {
      const stashFile = (...file: unknown[]) => {
        stashed.push(...file);
        return 'https://files.zapier.example/1';
      };
      const hydrate = app.hydrators!['downloadInvoicePdf'] as (
        z: object,
        bundle: Bundle,
      ) => unknown;
      return hydrate({ ...z, stashFile }, bundle);
    },
    { inputData },
  );
  const [bytes, length, fileName, contentType] = stashed;
  return { url, bytes: bytes as Buffer, length, fileName, contentType };
}

test.each([undefined, '', 'false', true])(
  'the file is fetched when it is wanted, and not before (signed: %j)',
  async (signed_version) => {
    const input = { invoice_id: String(id), signed_version };
    const [found, ...others] = await account.tester.search('get_invoice_pdf', input);
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      id: String(id),
      number: '2026/Ü 42',
      file_name: '2026-Ü 42.pdf',
    });
    expect(differencesIn(found, app.searches!['get_invoice_pdf']!.operation.sample)).toEqual([]);
    expect(account.proxy.bodiesOf('invoice/pdf')).toEqual([]);

    const pointer = readPointer(found.file);
    expect(pointer).toMatchObject({ type: 'file', method: 'hydrators.downloadInvoicePdf' });
    const { url, bytes, length, fileName, contentType } = await stash(pointer.bundle);
    expect(url).toBe('https://files.zapier.example/1');
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(bytes.toString('latin1').trimEnd()).toMatch(/%%EOF$/);
    expect({ length, fileName, contentType }).toEqual({
      length: bytes.length,
      fileName: '2026-Ü 42.pdf',
      contentType: 'application/pdf',
    });
    const { path } = account.proxy.seen.find((one) => one.path.startsWith('/api/invoice/pdf'))!;
    expect(path).toBe(
      `/api/invoice/pdf?id=${id}${signed_version === true ? '&signedVersion=true' : ''}`,
    );
  },
);

test('an invoice that is deleted meanwhile is an error that says so', async () => {
  await expect(
    stash({ id: 99_999_999, file_name: 'x.pdf', signed_version: false }),
  ).rejects.toThrow(/did not find it/);
});

test('a web page in place of the PDF is an error, and no file', async () => {
  account.proxy.answer('invoice/pdf', { status: 200, body: { Link: account.sandbox.envoice } });
  await expect(stash({ id, file_name: 'x.pdf', signed_version: false })).rejects.toThrow();
});
