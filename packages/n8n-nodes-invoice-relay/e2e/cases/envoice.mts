import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { operations } from '@invoice-relay/envoice/operations';

import { Bench } from '../support/bench.mts';
import type { Job } from '../support/bench.mts';
import { startSandbox } from '../support/programs.mts';
import type { Sandbox } from '../support/programs.mts';
import type { Stage } from '../support/stage.mts';
import { ours } from '../support/workflows.mts';
import { table } from './envoice-table.mts';
import type { Row } from './envoice-table.mts';

/** Covers every operation of the Envoice node in a real workflow, against the sandbox. */
export function envoiceCases(stage: Stage): void {
  describe('Envoice node', () => {
    let sandbox: Sandbox;
    let bench: Bench;
    const ids: Record<string, unknown> = {};
    before(async () => {
      // A separate sandbox, whose document numbers start at 1 and call counts at 0.
      sandbox = await startSandbox({ folder: stage.folder, name: 'sandbox-of-envoice-node' });
      const credentials = await stage.api.addCredential({
        name: 'Account of the Envoice node',
        type: 'envoiceApi',
        data: {
          authKey: 'sandbox-key',
          authSecret: 'sandbox-secret',
          baseUrl: sandbox.envoiceUrl,
        },
      });
      const jobs = [
        ...table.map((row, index) => jobOf({ row, index })),
        ...continuing.map((onError) => ({ ...withoutPrice, name: onError, onError })),
      ].map((job) => ({ ...job, credentials: { envoiceApi: credentials } }));
      bench = await Bench.open({ stage, name: 'Envoice', jobs });
    });
    after(async () => {
      await bench?.close();
      await sandbox?.child.stop();
    });

    for (const [index, row] of table.entries()) {
      test(row.call, async () => {
        const { items, error } = await bench.run({ job: nameOf({ row, index }), input: ids });
        assert.equal(error, undefined, JSON.stringify(error));
        assert.notEqual(items.length, 0, 'something comes out');
        const [first] = items;
        assert.notEqual(first?.pairedItem, undefined, 'items know where they come from');
        if (row.keepAs !== undefined) {
          const id = first?.json['id'] ?? first?.json['Id'];
          assert.match(String(id), /^[1-9]\d*$/, JSON.stringify(first?.json));
          ids[row.keepAs] = id;
        }
        if (row.gives !== undefined) {
          assert.match(JSON.stringify(items.map(({ json }) => json)), row.gives);
        }
        if (row.call === 'invoice.downloadPdf') await expectPdf(first?.binary?.['data']?.id);
      });
    }

    for (const onError of continuing) {
      test(`On Error: ${onError} gives the field and what to fix`, async () => {
        const { error, ...outputs } = await bench.run({ job: onError, input: { quantity: 2 } });
        assert.equal(error, undefined, JSON.stringify(error));
        const [given, other] =
          onError === 'continueErrorOutput'
            ? [outputs.failed, outputs.items]
            : [outputs.items, outputs.failed];
        assert.deepEqual(other, []);
        assert.equal(given.length, 1);
        assert.equal(given[0]?.json['error'], 'Line Items 1 → Unit Price: this is empty');
        assert.match(String(given[0].json['details']), /^Fill it in.* expression/);
      });
    }

    test('all 61 operations of Envoice were called, and none was refused', async () => {
      const { data } = await sandbox.control<{
        data: readonly { operation: string; statuses: Readonly<Record<string, number>> }[];
      }>({ path: 'calls' });
      const called = new Set(data.map(({ operation }) => operation));
      const known = Object.values(operations).map(({ path }) => path.replace(/^\/?api\//, ''));
      assert.equal(new Set(known).size, 61);
      assert.deepEqual(
        known.filter((operation) => !called.has(operation)),
        [],
      );
      const refused = data.filter(({ statuses }) =>
        Object.keys(statuses).some((status) => !status.startsWith('2')),
      );
      assert.deepEqual(refused, []);
    });

    async function expectPdf(id: string | undefined): Promise<void> {
      const bytes = await stage.api.binary(id ?? '');
      assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-');
    }
  });
}

const continuing = ['continueRegularOutput', 'continueErrorOutput'] as const;

/** Rejected before anything is sent, because its expression finds no price. */
const withoutPrice = {
  type: ours('envoice'),
  parameters: {
    resource: 'invoice',
    operation: 'create',
    clientId: { __rl: true, mode: 'id', value: '1' },
    currencyId: { __rl: true, mode: 'code', value: 'EUR' },
    items: {
      values: [{ quantity: '={{ $json.body.quantity }}', cost: '={{ $json.body.price }}' }],
    },
  },
};

const nameOf = ({ row, index }: { row: Row; index: number }) => `${index + 1} ${row.call}`;

function jobOf(options: { readonly row: Row; readonly index: number }): Omit<Job, 'credentials'> {
  const { call, parameters } = options.row;
  const [resource, operation] = call.split('.');
  return {
    name: nameOf(options),
    type: ours('envoice'),
    parameters: { resource, operation, ...parameters },
  };
}
