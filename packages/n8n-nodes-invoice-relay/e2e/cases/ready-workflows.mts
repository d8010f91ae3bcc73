import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';

import type { Connection } from '@invoice-relay/relay-client';
import type { INodeTypeDescription } from 'n8n-workflow';

import { checkNode } from '../../test/workflows/check-node.mts';
import { call } from '../support/http.mts';
import type { Execution, Workflow, WorkflowNode } from '../support/n8n-api.mts';
import { connectWithDocuments } from '../support/connections.mts';
import type { DocumentConnection } from '../support/connections.mts';
import { newInvoice } from '../support/invoices.mts';
import type { Stage } from '../support/stage.mts';
import { waitFor } from '../support/wait-for.mts';
import { given, ours } from '../support/workflows.mts';

// Its ES modules import files without extensions, which Node cannot resolve.
const { NodeHelpers: helpers } = createRequire(import.meta.url)(
  'n8n-workflow',
) as typeof import('n8n-workflow');

const folder = new URL('../../docs/workflows/', import.meta.url);

/** A file of docs/workflows: what starts it, and what its last enabled node must return. */
interface Ready {
  readonly file: string;
  readonly activity: string;
  readonly last: string;
  readonly check: (item: Readonly<Record<string, unknown>>) => void;
  /** Creates the invoice that the activity is about and returns its id. */
  readonly prepare?: (stage: Stage) => Promise<number>;
}

const workflows: readonly Ready[] = [
  {
    file: 'invoice-paid-message',
    activity: 'Paid',
    last: 'Send to Slack',
    check: ({ message }) =>
      assert.match(String(message), /^Invoice \S+ was paid by .+: [\d.]+ \w+$/),
  },
  {
    file: 'invoice-overdue-reminder',
    activity: 'Overdue',
    last: 'Send the Reminder',
    check: ({ Status }) => assert.match(String(Status), /^(Overdue|Unpaid)$/),
  },
  {
    file: 'new-order-spreadsheet-row',
    activity: 'OrderCreated',
    last: 'Add the Row',
    check: (row) => {
      assert.match(String(row['Date']), /^\d{4}-\d{2}-\d{2}$/);
      assert.equal(typeof row['Total'], 'number');
      assert.match(String(row['Event ID']), /^evt_/);
      assert.ok(row['Customer'] && row['Items'] && row['Currency'], JSON.stringify(row));
    },
  },
  {
    file: 'estimate-accepted-invoice',
    activity: 'EstimationAccepted',
    last: 'Send the Invoice',
    check: ({ Id, Number: number }) => assert.ok(Id && number),
  },
  {
    file: 'large-invoice-paid-message',
    activity: 'Paid',
    last: 'Send to Slack',
    check: ({ message }) =>
      assert.match(String(message), /^Invoice \S+ of [\d.]+ \w+ was paid by /),
    prepare: (stage) => newInvoice({ stage, cost: '1000.01' }),
  },
];

/** Started by a schedule; `amounts.mts` runs it. */
const elsewhere = ['paid-last-week-totals'];

/**
 * Covers the ready-made workflows: checks them against this n8n's descriptions of all nodes,
 * imports them with credentials and triggers them at the vendor. Disabled nodes stay disabled.
 */
export function readyWorkflowCases(stage: Stage): void {
  describe('Ready workflows', () => {
    const { api, n8n, relay, sandbox } = stage;
    let joined: DocumentConnection;
    let types: readonly INodeTypeDescription[];

    before(async () => {
      const headers = {
        cookie: api.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      };
      const { text } = await call({ url: `${n8n.url}/types/nodes.json`, headers });
      types = JSON.parse(text) as INodeTypeDescription[];
      // As the notes in the workflow ask for.
      joined = await connectWithDocuments(stage);
    });
    after(() => joined?.close());

    test('are all here', async () => {
      const files = [...workflows.map(({ file }) => file), ...elsewhere].map(
        (file) => `${file}.json`,
      );
      assert.deepEqual((await readdir(folder)).toSorted(), files.toSorted());
    });

    for (const file of [...workflows.map((ready) => ready.file), ...elsewhere]) {
      test(`${file}: n8n has its nodes, with all of their parameters`, async () => {
        const { nodes } = await readWorkflow(file);
        for (const node of nodes) {
          const description = types.find(
            ({ name, version }) =>
              name === node.type && [version].flat().includes(node.typeVersion),
          );
          assert.ok(description, `n8n has no ${node.type} ${node.typeVersion}`);
          assert.deepEqual(checkNode({ helpers, node: node as never, description }), [], node.name);
        }
      });
    }

    const isSubscribed = async (workflowId: string) => {
      const { data } = await relay.client.subscriptions.list({ limit: 200 });
      return data.some(
        ({ description, status }) => status === 'active' && description?.includes(workflowId),
      );
    };

    for (const { file, activity, last, check, prepare } of workflows) {
      test(file, async () => {
        const workflow = await readWorkflow(file);
        const nodes = workflow.nodes.map((node) =>
          filledIn({ node, stage, connection: joined.connection }),
        );
        const id = await api.addWorkflow({ ...workflow, nodes });
        await api.activate(id);
        await waitFor({
          what: 'the subscription',
          timeoutMs: 20_000,
          look: async () => (await isSubscribed(id)) || undefined,
        });
        const invoiceId = await prepare?.(stage);
        await sandbox.record({ type: activity, ...(invoiceId === undefined ? {} : { invoiceId }) });
        const execution = await waitFor<Execution>({
          what: `an execution of ${file}`,
          timeoutMs: 20_000,
          look: async () => {
            const newest = await api.newestExecution(id);
            return newest === undefined || /^(new|running|waiting)$/.test(newest.status)
              ? undefined
              : newest;
          },
        });
        assert.equal(execution.status, 'success', JSON.stringify(execution.data?.resultData.error));
        const [item] = given({ execution, node: last });
        assert.ok(item, `${last} gave nothing`);
        check(item);
        await api.deactivate(id);
        await waitFor({
          what: 'the subscription to rest',
          timeoutMs: 20_000,
          look: async () => !(await isSubscribed(id)) || undefined,
        });
      });
    }
  });
}

async function readWorkflow(file: string): Promise<Workflow> {
  return JSON.parse(await readFile(new URL(`${file}.json`, folder), 'utf8')) as Workflow;
}

/**
 * Does what the workflow's notes ask users to do, except enabling nodes that contact other people.
 */
function filledIn(options: {
  readonly node: WorkflowNode;
  readonly stage: Stage;
  readonly connection: Connection;
}): WorkflowNode {
  const { node, stage, connection } = options;
  const { envoice, relay } = stage.credentials;
  if (node.type === ours('envoice')) return { ...node, credentials: envoice };
  if (node.type !== ours('invoiceRelayTrigger')) return node;
  const parameters = { ...node.parameters, connectionIds: [connection.id] };
  return { ...node, parameters, credentials: relay };
}
