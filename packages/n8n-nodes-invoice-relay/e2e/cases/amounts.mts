import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';

import type { EventType } from '@invoice-relay/core/events';

import { connectWithDocuments } from '../support/connections.mts';
import type { DocumentConnection } from '../support/connections.mts';
import { call } from '../support/http.mts';
import { newInvoice } from '../support/invoices.mts';
import type { Execution, Workflow } from '../support/n8n-api.mts';
import type { Stage } from '../support/stage.mts';
import { waitFor } from '../support/wait-for.mts';
import { given, inARow, ours } from '../support/workflows.mts';
import type { NodeInput } from '../support/workflows.mts';

const ready = new URL('../../docs/workflows/paid-last-week-totals.json', import.meta.url);
const costs = ['200.00', '1000.00', '999.99', '0.10', '0.20'];
const yen = 171;

/** Compares, sorts and sums the amounts of events with n8n's own nodes. */
export function amountCases(stage: Stage): void {
  describe('Amounts', () => {
    const { api, n8n, relay, sandbox } = stage;
    let joined: DocumentConnection;
    const invoiceIds: number[] = [];

    const expectEvents = (type: EventType, count: number) =>
      waitFor({
        what: 'the events with their invoices',
        timeoutMs: 30_000,
        everyMs: 200,
        look: async () => {
          const { id: connectionId } = joined.connection;
          const { data } = await relay.client.events.list({ connectionId, type: [type] });
          const whole = data.filter(({ data: event }) => event.enrichment?.state === 'complete');
          return whole.length >= count || undefined;
        },
      });

    before(async () => {
      joined = await connectWithDocuments(stage);
      for (const cost of costs) {
        const invoiceId = await newInvoice({ stage, cost });
        invoiceIds.push(invoiceId);
        await sandbox.record({ type: 'Paid', invoiceId });
      }
      await expectEvents('invoice.paid', costs.length);
    });
    after(() => joined?.close());

    /** The first node of a workflow that runs on each call to its webhook. */
    const start = (): NodeInput & { readonly webhookId: string } => {
      const path = randomUUID();
      return {
        name: 'Start',
        type: 'n8n-nodes-base.webhook',
        typeVersion: 2,
        webhookId: path,
        parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
      };
    };
    const runOnce = async (workflow: Workflow, webhookId: string): Promise<Execution> => {
      const id = await api.addWorkflow(workflow);
      await api.activate(id);
      const url = `${n8n.url}/webhook/${webhookId}`;
      await waitFor({
        what: 'the workflow to be active',
        timeoutMs: 30_000,
        look: async () => (await call({ url })).text.includes('POST') || undefined,
      });
      await call({ url, method: 'POST', body: {}, timeoutMs: 60_000 });
      const execution = await waitFor({
        what: 'the execution',
        timeoutMs: 30_000,
        look: async () => {
          const newest = await api.newestExecution(id);
          return newest?.status === 'success' || newest?.status === 'error' ? newest : undefined;
        },
      });
      await api.deactivate(id);
      assert.equal(execution.status, 'success', JSON.stringify(execution.data?.resultData.error));
      return execution;
    };
    const events = (parameters: object): NodeInput => ({
      name: 'Events',
      type: ours('invoiceRelay'),
      typeVersion: 2,
      credentials: stage.credentials.relay,
      parameters: {
        resource: 'event',
        operation: 'getMany',
        returnAll: true,
        order: 'asc',
        filters: { type: ['invoice.paid'], connectionId: joined.connection.id },
        ...parameters,
      },
    });

    test('IF, Sort and Summarize take the number beside the text', async () => {
      const trigger = start();
      const amount = 'invoice.totals.taxInclusiveAmountNumber';
      const nodes: NodeInput[] = [
        trigger,
        events({ output: 'event' }),
        {
          name: 'More than 0.15',
          type: 'n8n-nodes-base.if',
          typeVersion: 2.2,
          parameters: {
            conditions: {
              options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
              conditions: [
                {
                  id: randomUUID(),
                  leftValue: `={{ $json.${amount} }}`,
                  rightValue: 0.15,
                  operator: { type: 'number', operation: 'gt' },
                },
              ],
              combinator: 'and',
            },
            options: {},
          },
        },
        {
          name: 'Sorted',
          type: 'n8n-nodes-base.sort',
          parameters: {
            type: 'simple',
            sortFieldsUi: { sortField: [{ fieldName: amount, order: 'ascending' }] },
            options: {},
          },
        },
        {
          name: 'Summed',
          type: 'n8n-nodes-base.summarize',
          typeVersion: 1.1,
          parameters: {
            fieldsToSummarize: { values: [{ aggregation: 'sum', field: amount }] },
            options: {},
          },
        },
      ];
      const execution = await runOnce(inARow({ name: 'Amounts', nodes }), trigger.webhookId);
      const sorted = given({ execution, node: 'Sorted' }).map(
        ({ invoice }) =>
          (invoice as { totals: { taxInclusiveAmount: string } }).totals.taxInclusiveAmount,
      );
      assert.deepEqual(sorted, ['0.20', '200.00', '999.99', '1000.00']);
      const [summed] = given({ execution, node: 'Summed' });
      assert.equal(Object.values(summed ?? {})[0], 2200.19);
    });

    test('the ready workflow adds up what was paid, each invoice once', async () => {
      const [twice] = invoiceIds;
      await sandbox.record({ type: 'Paid', ...(twice === undefined ? {} : { invoiceId: twice }) });
      const reopened = await newInvoice({ stage, cost: '50.00' });
      await sandbox.record({ type: 'Paid', invoiceId: reopened });
      await sandbox.record({ type: 'Unpaid', invoiceId: reopened });
      const inYen = await newInvoice({ stage, cost: '1300', currencyId: yen });
      await sandbox.record({ type: 'Paid', invoiceId: inYen });
      await expectEvents('invoice.paid', costs.length + 3);
      await expectEvents('invoice.unpaid', 1);
      const workflow = JSON.parse(await readFile(ready, 'utf8')) as Workflow;
      const [note, schedule, ...others] = workflow.nodes;
      assert.ok(note && schedule);
      const trigger = start();
      const nodes = [
        { ...schedule, ...trigger, name: schedule.name },
        ...others.map((node) =>
          node.type === ours('invoiceRelay')
            ? {
                ...node,
                credentials: stage.credentials.relay,
                parameters: {
                  ...node.parameters,
                  filters: {
                    ...inAWeek(node.parameters['filters']),
                    connectionId: joined.connection.id,
                  },
                },
              }
            : node,
        ),
      ];
      const execution = await runOnce({ ...workflow, nodes }, trigger.webhookId);
      const messages = given({ execution, node: 'Send to Slack' }).map(({ message }) => message);
      assert.deepEqual(messages.toSorted(), [
        '1 invoice was paid last week: 1300 JPY',
        '5 invoices were paid last week: 2200.29 EUR',
      ]);
    });
  });
}

/** The same filters as they are a week later: what happens now was last week then. */
function inAWeek(filters: unknown): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(filters);
  return JSON.parse(text.replaceAll('$now', () => '$now.plus({ weeks: 1 })')) as Record<
    string,
    unknown
  >;
}
