import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Bench } from '../support/bench.mts';
import type { Stage } from '../support/stage.mts';
import { ours } from '../support/workflows.mts';

/** Covers every operation of the Drupal Invoice node, against the sandbox's Invoice 7 site. */
export function drupalInvoiceCases(stage: Stage): void {
  describe('Drupal Invoice node', () => {
    let bench: Bench;
    before(async () => {
      const jobs = Object.entries(parameters).map(([name, given]) => ({
        name,
        type: ours('drupalInvoice'),
        parameters: { resource: 'invoice', ...given },
        credentials: stage.credentials.drupal,
      }));
      bench = await Bench.open({ stage, name: 'Drupal Invoice', jobs });
    });
    after(() => bench.close());

    const run = async (job: string, input: unknown = {}) => {
      const { items, error } = await bench.run({ job, input });
      assert.equal(error, undefined, JSON.stringify(error));
      assert.equal(items.length, 1);
      return items[0] ?? assert.fail();
    };
    let id = '';

    test('create', async () => {
      const { json } = await run('create');
      id = String(json['id']);
      assert.match(id, /^\d+$/);
      const { invoice } = await atSite();
      assert.equal(invoice.customer['company_name'], 'Ada & Co');
      assert.equal(invoice.items[0]?.['unitcost'], 0.22);
    });
    test('get', async () => {
      const { json } = await run('get', { id });
      assert.equal(String(json['id']), id);
      assert.equal((json['customer'] as Record<string, unknown>)['company_name'], 'Ada & Co');
    });
    test('get, by the printed number', async () => {
      const { number } = await atSite();
      const { json } = await run('get', { id: number });
      assert.equal(String(json['id']), id);
    });
    test('get many', async () => {
      const { json } = await run('getMany');
      assert.equal(String(json['id']), id);
    });
    test('update', async () => {
      await run('update', { id });
      const { paid, invoice } = await atSite();
      assert.equal(paid, true);
      assert.equal(invoice.items.length, 1, 'what is not changed stays');
    });
    test('get PDF', async () => {
      const { binary } = await run('getPdf', { id });
      assert.equal(binary?.['data']?.mimeType, 'application/pdf');
      const bytes = await stage.api.binary(binary['data'].id);
      assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-');
    });
    test('get HTML', async () => {
      const { json } = await run('getHtml', { id });
      assert.match(String(json['html']), /Ada &amp; Co/);
    });
    test('an invoice that is not there fails and says so', async () => {
      const { error } = await bench.run({ job: 'get', input: { id: '99999' } });
      assert.match(`${error?.message} ${error?.description}`, /99999|not/i);
    });

    const atSite = () =>
      stage.sandbox.control<{
        readonly number: string;
        readonly paid: boolean;
        readonly invoice: {
          readonly customer: Readonly<Record<string, string>>;
          readonly items: readonly Readonly<Record<string, unknown>>[];
        };
      }>({ path: `invoice7/invoices/${id}` });
  });
}

const invoiceId = { __rl: true, mode: 'number', value: '={{ $json.body.id }}' };

const parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  create: {
    operation: 'create',
    template: 'default',
    payLimit: 14,
    customer: { company_name: 'Ada & Co', city: 'Utrecht' },
    itemsInput: 'fields',
    items: {
      item: [{ description: 'Sent SMS messages', quantity: '28', unitcost: '0.22', vat: '21' }],
    },
    additionalFields: { prefix: '%Y', leading_zeros: 4 },
  },
  get: { operation: 'get', invoiceId },
  getMany: { operation: 'getAll', limit: 1 },
  update: { operation: 'update', invoiceId, additionalFields: { pay_status: 'paid' } },
  getPdf: { operation: 'getPdf', invoiceId, binaryPropertyName: 'data' },
  getHtml: { operation: 'getHtml', invoiceId },
};
